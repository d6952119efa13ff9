// Read a WebVTT file from standard input and print the errors that the W3C's parser finds, and the cues, as JSON.
const { WebVTTParser } = require("webvtt-parser");

const text = require("fs").readFileSync(0, "utf-8");
const tree = new WebVTTParser().parse(text, "metadata");
const strict = new WebVTTParser().parse(text, "subtitles/captions/descriptions");
const errors = [...tree.errors, ...strict.errors].map((error) => `${error.line}:${error.col} ${error.message}`);
console.log(JSON.stringify({ errors, cues: tree.cues.map((cue) => [cue.startTime, cue.endTime]) }));
