// The few globals that core may use: they exist wherever JavaScript runs (WHATWG Encoding, URL).
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}
declare class TextEncoder {
  encode(input?: string): Uint8Array;
}
declare class URL {
  static canParse(url: string): boolean;
  constructor(url: string);
  readonly href: string;
  readonly origin: string;
  readonly pathname: string;
  username: string;
  password: string;
  search: string;
  hash: string;
}
declare function atob(text: string): string;
declare function btoa(text: string): string;
