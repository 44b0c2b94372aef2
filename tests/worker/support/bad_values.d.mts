export declare const badValues: Record<string, () => unknown>;
export declare const extraNames: string[];
