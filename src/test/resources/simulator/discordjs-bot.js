// A discord.js bot that says what it sees, one JSON line each, and answers !ping and /echo, and
// whatever else people use: sub-commands with suggestions, a message command, a button that opens a form, a select.
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
client.on('messageCreate', async (message) => {
  if (message.content === '!register') {
    await client.application.commands.set([
      {
        name: 'order',
        description: 'Orders',
        options: [
          {
            type: 1,
            name: 'tea',
            description: 'Orders a tea',
            options: [{ type: 3, name: 'kind', description: 'Which', required: true, autocomplete: true }],
          },
        ],
      },
      { type: 3, name: 'Quote' },
    ]);
    await message.reply('registered');
  }
  if (message.content === '!menu') {
    await message.reply({
      content: 'menu',
      components: [
        { type: 1, components: [{ type: 2, style: 1, label: 'Tell', customId: 'tell' }] },
        {
          type: 1,
          components: [
            { type: 3, customId: 'colour', options: [{ label: 'Red', value: 'red' }, { label: 'Blue', value: 'blue' }] },
          ],
        },
      ],
    });
  }
});
client.on('interactionCreate', async (interaction) => {
  if (interaction.isAutocomplete()) {
    await interaction.respond([{ name: interaction.options.getFocused() + 'ade', value: 'green' }]);
  } else if (interaction.isButton()) {
    await interaction.showModal({
      title: 'Form',
      customId: 'form',
      components: [{ type: 1, components: [{ type: 4, customId: 'text', style: 1, label: 'Text' }] }],
    });
  } else if (interaction.isModalSubmit()) {
    await interaction.reply('got ' + interaction.fields.getTextInputValue('text'));
  } else if (interaction.isStringSelectMenu()) {
    await interaction.update({ content: 'chose ' + interaction.values.join(), components: [] });
  } else if (interaction.isMessageContextMenuCommand()) {
    await interaction.reply({ content: '> ' + interaction.targetMessage.content, flags: 64 });
  } else if (interaction.commandName === 'order') {
    await interaction.reply(interaction.options.getSubcommand() + ' ' + interaction.options.getString('kind'));
  } else {
    await interaction.deferReply();
    await interaction.editReply(interaction.options.getString('message'));
  }
});
process.on('unhandledRejection', (error) => say({ event: 'error', message: String(error && error.stack) }));
client.login(token);
