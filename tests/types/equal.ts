/** Compiles only where the two types are the same. */
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
export const same = <A, B>(..._proof: Equal<A, B> extends true ? [] : [never]): void => undefined;
