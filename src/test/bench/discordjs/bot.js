// What one would write by hand with discord.js and kafkajs: messages to Kafka, as Avro in the registry wire format, keyed
// by channel. Needs nothing but its environment. No answers, no files, no memory of what was done.
'use strict';
const { hash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const avro = require('avsc');
const { Client, Events, GatewayIntentBits, Options, Partials } = require('discord.js');
const { Kafka, Partitioners, logLevel } = require('kafkajs');

const settings = process.env;
const topic = settings.COMMANDS_TOPIC;
const MAGIC_AND_ID = 5;
// as much as a broker takes at a time by default is 1 MiB; a message has some hundred bytes
const MOST_IN_A_BATCH = 1000;

/** Registers the schema, and returns its id. */
async function register(schema) {
  const response = await fetch(`${settings.SCHEMA_REGISTRY_URL}/subjects/${topic}-value/versions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ schema }),
  });
  if (!response.ok) {
    throw new Error(`The registry answered ${response.status}: ${await response.text()}`);
  }
  return (await response.json()).id;
}

/** Name-based (version 3), as the bridge's: a message that is read again carries the same one. */
function uuid(messageId) {
  const bytes = hash('md5', `discord:message:${messageId}`, 'buffer');
  bytes[6] = (bytes[6] & 0x0f) | 0x30;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A message by message.avsc. What it does not say gets the schema's default. */
function record(message) {
  const { author, channel, guild, member, mentions } = message;
  return {
    uuid: uuid(message.id),
    content: message.content,
    author_id: author.id,
    channel_id: message.channelId,
    guild_id: message.guildId,
    attachments: [],
    message_id: message.id,
    timestamp: message.createdTimestamp,
    edited_timestamp: message.editedTimestamp,
    author_name: member?.displayName ?? author.displayName,
    author_username: author.username,
    author_is_bot: author.bot,
    guild_name: guild?.name ?? null,
    channel_name: channel?.name ?? null,
    message_type: message.type,
    message_url: message.url,
    reply_to: message.reference?.messageId ?? null,
    mentions: [...mentions.users.keys()],
    mention_roles: [...mentions.roles.keys()],
    mention_everyone: mentions.everyone,
    stickers: message.stickers.map((sticker) => sticker.name),
    author_roles: member?._roles ?? [],
  };
}

/** Sends what comes in while the batch before is under way as the next one, so that order holds. */
class Batches {
  constructor(producer) {
    this.producer = producer;
    this.waiting = [];
    this.sending = false;
  }

  add(message) {
    this.waiting.push(message);
    if (!this.sending) {
      this.sending = true;
      // what has been read already goes along
      setImmediate(() => this.send());
    }
  }

  async send() {
    while (this.waiting.length > 0) {
      const messages = this.waiting.splice(0, MOST_IN_A_BATCH);
      try {
        await this.producer.send({ topic, acks: -1, messages });
      } catch (failure) {
        console.error(`${messages.length} messages are lost`, failure);
      }
    }
    this.sending = false;
  }
}

async function main() {
  const schema = readFileSync(settings.SCHEMA, 'utf8');
  const type = avro.Type.forSchema(JSON.parse(schema));
  const header = Buffer.alloc(MAGIC_AND_ID);
  header.writeInt32BE(await register(schema), 1);

  // what it cannot get over by trying again it throws
  const kafka = new Kafka({ brokers: [settings.KAFKA_BOOTSTRAP_SERVERS], logLevel: logLevel.NOTHING });
  const producer = kafka.producer({
    idempotent: true,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  const batches = new Batches(producer);

  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
      GatewayIntentBits.MessageContent,
    ],
    partials: [Partials.Channel],
    // nobody asks for old messages
    makeCache: Options.cacheWithLimits({ ...Options.DefaultMakeCacheSettings, MessageManager: 0 }),
    rest: { api: settings.DISCORD_API_URL.replace(/\/v10$/, '') },
  });
  client.on(Events.Error, (failure) => console.error(failure));
  client.on(Events.MessageCreate, (message) => {
    if (!message.author.bot) {
      const value = Buffer.concat([header, type.toBuffer(record(message))]);
      batches.add({ key: message.channelId, value });
    }
  });
  process.once('SIGTERM', async () => {
    await client.destroy();
    await producer.disconnect();
    process.exit(0);
  });
  await client.login(settings.DISCORD_TOKEN);
}

main().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
