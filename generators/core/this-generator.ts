import manifest from '../../package.json' with { type: 'json' };

/** Who made the chart: stands in the lock, in README and in messages. */
export const thisGenerator = { name: manifest.name, version: manifest.version };
