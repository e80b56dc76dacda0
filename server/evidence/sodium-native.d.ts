/** What is called here of a package that has no types. */
declare module 'sodium-native' {
  const sodium: {
    crypto_sign_verify_detached(signature: Buffer, text: Buffer, key: Buffer): boolean;
  };
  export default sodium;
}
