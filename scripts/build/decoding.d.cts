interface Decoder {
  write(bytes: Buffer): string;
  end(): string;
}

export declare function getDecoder(encoding: string): Decoder;
export declare function getEncoder(encoding: string): never;
