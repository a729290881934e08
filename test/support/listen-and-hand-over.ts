/** Listens at an address of the network it runs in, and gives the listening socket to the process that forked it. */
import { createServer } from 'node:net';

const [address = '', port = ''] = process.argv.slice(2);
const server = createServer();
server.listen(Number(port), address, () => process.send?.('listening', server, () => process.exit()));
