// Cases whose answer is another one in a fleet, by what they are about.
export const differs = {};
