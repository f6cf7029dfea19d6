/** A program: does nothing, until it is ended. */
setInterval(() => {}, 2 ** 30);
process.stdout.write("up\n");
