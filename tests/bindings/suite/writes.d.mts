export declare function watchWrites(db: object): () => number;
