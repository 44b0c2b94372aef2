export default { serverExternalPackages: ["squall"] };
