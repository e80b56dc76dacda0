/** A program that does nothing. */
process.stdout.write('open\n');
setInterval(() => undefined, 1_000);
