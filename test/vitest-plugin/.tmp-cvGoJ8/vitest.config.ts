export default { test: { include: ['*.check.ts'] } };
