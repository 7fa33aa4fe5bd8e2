/*
 * Takes from a bill of materials what differs each time it is asked for, its serial number and the time, and
 * prints the rest: the same package has the same bill. From standard input to standard output.
 */
import { text } from 'node:stream/consumers';

const { serialNumber: _serial, ...bill } = JSON.parse(await text(process.stdin));
delete bill.metadata.timestamp;
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
