# A nextcord bot that says what it sees, one JSON line each, and answers what the test lets people do.
import io
import json
import sys
import traceback

import nextcord
from nextcord import SlashOption
from nextcord.ext import commands

api, gateway, token = sys.argv[1:4]
nextcord.http.Route.BASE = api


def say(**what):
    print(json.dumps(what), flush=True)


intents = nextcord.Intents.default()
intents.message_content = True
intents.members = True
bot = commands.Bot(intents=intents, rollout_all_guilds=False)


class Form(nextcord.ui.Modal):
    def __init__(self):
        super().__init__('Form')
        self.text = nextcord.ui.TextInput(label='Text', custom_id='text')
        self.add_item(self.text)

    async def callback(self, interaction):
        await interaction.response.send_message('got ' + self.text.value)


class Menu(nextcord.ui.View):
    @nextcord.ui.button(label='Tell', custom_id='tell', emoji='👍')
    async def tell(self, button, interaction):
        await interaction.response.send_modal(Form())

    @nextcord.ui.select(
        custom_id='colour',
        options=[nextcord.SelectOption(label='Red', value='red'), nextcord.SelectOption(label='Blue', value='blue')],
    )
    async def colour(self, select, interaction):
        await interaction.response.edit_message(content='chose ' + select.values[0], view=None)

    @nextcord.ui.user_select(custom_id='who')
    async def who(self, select, interaction):
        member = select.values[0]
        await interaction.response.send_message(f'{type(member).__name__} {member.name}', ephemeral=True)


@bot.slash_command(description='Echoes')
async def echo(interaction, message: str):
    await interaction.response.defer()
    await interaction.followup.send(message)


@bot.slash_command(description='Shows what there is')
async def show(
    interaction,
    who: nextcord.Member,
    where: nextcord.abc.GuildChannel,
    role: nextcord.Role,
    file: nextcord.Attachment,
):
    text = (await file.read()).decode()
    await interaction.response.send_message(' '.join([who.name, where.name, role.name, text]))


@bot.slash_command(description='Orders')
async def order(interaction):
    pass


@order.subcommand(description='Orders a tea')
async def tea(interaction, kind: str = SlashOption(description='Which')):
    await interaction.response.send_message('tea ' + kind)


@tea.on_autocomplete('kind')
async def kinds(interaction, kind: str):
    await interaction.response.send_autocomplete({kind + 'ade': 'green'})


@bot.message_command(name='Quote')
async def quote(interaction, message: nextcord.Message):
    await interaction.response.send_message('> ' + message.content, ephemeral=True)


@bot.event
async def on_ready():
    say(event='ready', guilds=len(bot.guilds), members=[len(guild.members) for guild in bot.guilds])


@bot.event
async def on_resumed():
    say(event='resumed')


@bot.event
async def on_member_join(member):
    say(event='joined', name=member.name)


@bot.event
async def on_error(event, *args, **kwargs):
    say(event='error', message=traceback.format_exc())


@bot.event
async def on_application_command_error(interaction, error):
    say(event='error', message=repr(error))


async def moderate(message):
    guild, channel = message.guild, message.channel
    role = await guild.create_role(name='Crew', colour=nextcord.Colour.blue())
    await message.author.add_roles(role)
    await message.author.edit(nick='Captain')
    room = await guild.create_text_channel('room', topic='t')
    await room.set_permissions(guild.default_role, send_messages=False)
    invite = await room.create_invite(max_age=60)
    hook = await room.create_webhook(name='ci')
    sent = await hook.send('from ci', wait=True, embed=nextcord.Embed(title='t', colour=1))
    await hook.edit_message(sent.id, content='edited')
    thread = await message.create_thread(name='side')
    await thread.send('in a thread', file=nextcord.File(io.BytesIO(b'x'), 'x.txt'))
    await thread.edit(archived=True)
    await message.add_reaction('👍')
    reacted = await channel.fetch_message(message.id)
    users = [user.name async for user in reacted.reactions[0].users()]
    await message.clear_reactions()
    await message.pin()
    pins = await channel.pins()
    await invite.delete()
    await room.delete()
    fetched = await bot.fetch_guild(guild.id)
    await channel.send(' '.join([fetched.name, str(len(pins)), str(len(users)), message.author.name]))


@bot.event
async def on_message(message):
    if message.author == bot.user:
        return
    say(event='message', content=message.content, files=[file.filename for file in message.attachments])
    if message.content == '!ping':
        await message.reply('pong', file=nextcord.File(io.BytesIO(b'data'), 'pong.txt'))
    elif message.content == '!register':
        await bot.sync_all_application_commands()
        await message.reply('registered')
    elif message.content == '!menu':
        await message.channel.send('menu', view=Menu())
    elif message.content == '!moderate':
        await moderate(message)


bot.run(token)
