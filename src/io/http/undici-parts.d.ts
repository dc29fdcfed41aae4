declare module 'undici/lib/core/connect.js' {
  import { buildConnector } from 'undici';

  export { buildConnector as default };
}

declare module 'undici/lib/dispatcher/client.js' {
  import { Client } from 'undici';

  export { Client as default };
}
