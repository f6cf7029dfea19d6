/** Does nothing until it is stopped: its memory is that of Node.js. */
setInterval(() => {}, 2 ** 30);
process.stdout.write("up\n");
