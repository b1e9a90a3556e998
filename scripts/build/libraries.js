// Libraries that are files of their own, loaded when the program first needs one of them.

/** By the name of a file in dist/: the packages in it, each under the name it is imported by. */
const libraries = {
  ink: ['ink', 'ink-spinner', 'ink-table', 'react', 'react/jsx-runtime'],
  mysql2: ['mysql2'],
};

/** Of those, the ones that are imported as a whole. */
const defaultOnly = new Set(['ink-spinner']);

/**
 * What such a file is built from.
 * @param {keyof typeof libraries} file
 */
export function librarySource(file) {
  const names = libraries[file];
  const imports = names.map((name, at) => `import * as library${at} from ${JSON.stringify(name)};`);
  const entries = names.map((name, at) => `${JSON.stringify(name)}: library${at}`);
  return `${imports.join('')}export const libraries = {${entries.join(',')}};`;
}

/** In the program, those packages are what their file has. @type {import('esbuild').Plugin} */
export const librariesApart = {
  name: 'libraries-apart',
  setup(esbuild) {
    const fileOf = new Map(
      Object.entries(libraries).flatMap(([file, names]) => names.map(name => [name, file])),
    );
    esbuild.onResolve({ filter: /^[\w/-]+$/ }, ({ path }) =>
      fileOf.has(path) ? { path, namespace: 'library' } : undefined,
    );
    esbuild.onLoad({ filter: /.*/, namespace: 'library' }, ({ path }) => {
      const library = `require("./${fileOf.get(path)}.cjs").libraries[${JSON.stringify(path)}]`;
      return {
        contents: defaultOnly.has(path)
          ? `export default ${library}.default;`
          : `module.exports = ${library};`,
      };
    });
    esbuild.onResolve({ filter: /\.cjs$/, namespace: 'library' }, ({ path }) => ({ path, external: true }));
  },
};
