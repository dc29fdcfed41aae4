/** The data that ends a stream when the documents name no other. */
export const USUAL_TERMINATOR = '[DONE]';
