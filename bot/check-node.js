// Loaded before any TypeScript, which an older Node cannot read: it would print a stack about file extensions.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Ombord needs Node 22.18 or newer, and this is Node ${process.versions.node}: install Node 24, or run npm ci without --ignore-scripts, which brings it.\n`,
  );
  process.exit(1);
}
