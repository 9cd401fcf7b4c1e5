// A discord.js bot that says what it sees, one JSON line each, and answers !ping and /echo.
'use strict';
const { Client, GatewayIntentBits, Partials } = require('discord.js');

const [api, token] = process.argv.slice(2);
const say = (what) => process.stdout.write(JSON.stringify(what) + '\n');
const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;
const client = new Client({
  intents: [Guilds, GuildMessages, DirectMessages, MessageContent],
  partials: [Partials.Channel],
  rest: { api },
});

client.once('clientReady', () => say({ event: 'ready', guilds: client.guilds.cache.size, user: client.user.id }));
client.on('shardResume', () => say({ event: 'resumed' }));
client.on('error', (error) => say({ event: 'error', message: String(error) }));
client.on('messageCreate', async (message) => {
  say({ event: 'message', content: message.content, files: message.attachments.map((file) => file.name) });
  if (message.content === '!ping') {
    await message.reply({ content: 'pong', files: [{ attachment: Buffer.from('data'), name: 'pong.txt' }] });
  }
});
client.on('interactionCreate', async (interaction) => {
  await interaction.deferReply();
  await interaction.editReply(interaction.options.getString('message'));
});
process.on('unhandledRejection', (error) => say({ event: 'error', message: String(error && error.stack) }));
client.login(token);
