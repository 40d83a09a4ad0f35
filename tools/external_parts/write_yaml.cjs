// Writes values as YAML: node write_yaml.cjs PACKAGE JOBS.json
// JOBS is a list of {options, texts}: `texts` are a plan's files, as JSON or (prettier) as YAML.
// What was written goes to standard output, as a list of the same shape.
const fs = require("fs");

const library = require(process.argv[2]);
const writers = {
  "js-yaml": (text, options) => library.dump(JSON.parse(text), options),
  yaml: (text, options) => library.stringify(JSON.parse(text), options),
  prettier: (text, options) => library.format(text, { parser: "yaml", ...options }),
};

async function main() {
  const written = [];
  for (const { name, options, texts } of JSON.parse(fs.readFileSync(process.argv[3], "utf8"))) {
    const files = {};
    for (const [file, text] of Object.entries(texts))
      files[file] = await writers[name](text, options);
    written.push(files);
  }
  process.stdout.write(JSON.stringify(written));
}

main();
