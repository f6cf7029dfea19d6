#!/usr/bin/env node
// Committed, so that npm finds a file to link when it installs a fresh clone, before anything is built.
import "../dist/main.js";
