import grpc from '@grpc/grpc-js';
import { appendTo } from './append.js';
import { batchAppendTo } from './batch-append.js';
import { deleteFrom, tombstoneIn } from './delete.js';
import { Disk } from './disk.js';
import { Log } from './log.js';
import { Mischief, type Orders } from './mischief.js';
import { featuresMessages, ServerFeaturesService, StreamsService } from './protocol.js';
import { readFrom } from './read.js';
import { Server } from './server.js';
import { Wire } from './wire.js';
import { Writer } from './writer.js';

const MIB = 1 << 20;

/** How a stand-in is set up. */
export interface Setup {
  /** The port of this machine; any that is free when absent. */
  readonly port?: number;
  /** Where it keeps its log; in memory only when absent. */
  readonly file?: string;
  /** In bytes, of data, metadata and types together; 1 MiB, as of a real server, when absent. */
  readonly maxAppendSize?: number;
  /** Whether it offers `BatchAppend`. */
  readonly batch?: boolean;
}

/**
 * A server that speaks the protocol of EventStoreDB, as far as a log needs it, and answers as a real one does. It is
 * for tests: it keeps everything in memory, besides on its file, and misbehaves when it is told to.
 */
export class StandIn {
  private constructor(
    private readonly server: grpc.Server,
    private readonly wire: Wire,
    private readonly mischief: Mischief,
    private readonly disk: Disk | undefined,
  ) {}

  /** Starts one with what its file holds. */
  static async start(setup: Setup = {}): Promise<StandIn> {
    const log = new Log();
    const disk = setup.file === undefined ? undefined : Disk.open(setup.file, log);
    const server = new grpc.Server({ 'grpc.max_receive_message_length': 17 * MIB });
    const cutting: { wire?: Wire } = {};
    const mischief = new Mischief(() => cutting.wire?.cut());
    const parts = new Server(log, new Writer(log, disk), mischief, setup.maxAppendSize ?? MIB);
    server.addService(StreamsService, {
      read: readFrom(parts),
      append: appendTo(parts),
      batchAppend: batchAppendTo(parts),
      delete: deleteFrom(parts),
      tombstone: tombstoneIn(parts),
    });
    server.addService(ServerFeaturesService, {
      getSupportedMethods: features(setup.batch ?? true),
    });
    const behind = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
        if (error) reject(error);
        else resolve(port);
      });
    });
    const wire = await Wire.open({ host: '127.0.0.1', port: behind }, setup.port);
    cutting.wire = wire;
    return new StandIn(server, wire, mischief, disk);
  }

  /** The address that a client is given. */
  get url(): string {
    return `esdb://127.0.0.1:${this.wire.port}?tls=false`;
  }

  get port(): number {
    return this.wire.port;
  }

  /** Tells it to misbehave. */
  order(orders: Orders): void {
    this.mischief.order(orders);
  }

  async close(): Promise<void> {
    await this.wire.close();
    this.server.forceShutdown();
    this.disk?.close();
  }
}

const features =
  (batch: boolean) =>
  (_: unknown, answer: (error: null, methods: unknown) => void): void => {
    const methods = new featuresMessages.SupportedMethods();
    methods.setEventStoreServerVersion('23.10.0.0');
    const names = ['read', 'append', 'delete', 'tombstone', ...(batch ? ['batchappend'] : [])];
    for (const name of names) {
      const method = new featuresMessages.SupportedMethod();
      method.setServiceName('event_store.client.streams.streams');
      method.setMethodName(name);
      method.setFeaturesList(name === 'batchappend' ? ['deadline_duration'] : []);
      methods.addMethods(method);
    }
    answer(null, methods);
  };
