// Names only, so that a folder without any of these files costs no more than one listing.

/** In the order in which the tools themselves look for them. */
export const dockerfileNames = ['Dockerfile', 'dockerfile', 'Containerfile'] as const;
export const composeNames = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
] as const;

/** Files that lie in the project's folder itself. */
export const projectFiles: readonly string[] = [
  ...dockerfileNames,
  ...composeNames,
  'package.json',
  'go.mod',
  'pyproject.toml',
  'requirements.txt',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'settings.gradle',
  'settings.gradle.kts',
];

const javaBuilds = ['pom.xml', 'build.gradle', 'build.gradle.kts'];
const javaSettings = ['application.properties', 'application.yaml', 'application.yml'].map(
  (name) => `src/main/resources/${name}`,
);

/** Files further down that are worth reading once `present` has been seen in the folder. */
export function deeperFiles(present: readonly string[]): readonly string[] {
  return present.some((name) => javaBuilds.includes(name)) ? javaSettings : [];
}
