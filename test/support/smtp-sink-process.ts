/** The sink in a process of its own, counting: `fork` it; it says where it listens, and answers every message with its counts. */
import { openSmtpSink } from './smtp-sink.ts';

const sink = await openSmtpSink({ countOnly: true, roundTripMs: Number(process.argv[2] ?? 0) });
process.send?.({ url: sink.url });
process.on('message', () => process.send?.({ ...sink.counts, cpu: process.cpuUsage() }));
process.on('disconnect', () => process.exit());
