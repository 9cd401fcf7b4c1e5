# A discord.py bot that says what it sees, one JSON line each, and answers what the test lets people do.
import asyncio
import io
import json
import sys
import traceback

import discord
import yarl
from discord import app_commands

api, gateway, token = sys.argv[1:4]
discord.http.Route.BASE = api
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)


def say(**what):
    print(json.dumps(what), flush=True)


intents = discord.Intents.default()
intents.message_content = True
intents.members = True
bot = discord.Client(intents=intents)
tree = app_commands.CommandTree(bot)


class Form(discord.ui.Modal, title='Form'):
    text = discord.ui.TextInput(label='Text', custom_id='text')

    async def on_submit(self, interaction):
        await interaction.response.send_message('got ' + self.text.value)


class Menu(discord.ui.View):
    @discord.ui.button(label='Tell', custom_id='tell', emoji='👍')
    async def tell(self, interaction, button):
        await interaction.response.send_modal(Form())

    @discord.ui.select(
        custom_id='colour',
        options=[discord.SelectOption(label='Red', value='red'), discord.SelectOption(label='Blue', value='blue')],
    )
    async def colour(self, interaction, select):
        await interaction.response.edit_message(content='chose ' + select.values[0], view=None)

    @discord.ui.select(cls=discord.ui.UserSelect, custom_id='who')
    async def who(self, interaction, select):
        member = select.values[0]
        await interaction.response.send_message(f'{type(member).__name__} {member.name}', ephemeral=True)


@tree.command(description='Echoes')
async def echo(interaction, message: str):
    await interaction.response.defer()
    await interaction.followup.send(message)


@tree.command(description='Shows what there is')
async def show(
    interaction, who: discord.Member, where: discord.TextChannel, role: discord.Role, file: discord.Attachment
):
    text = (await file.read()).decode()
    await interaction.response.send_message(' '.join([who.name, where.name, role.name, text]))


order = app_commands.Group(name='order', description='Orders')


@order.command(description='Orders a tea')
async def tea(interaction, kind: str):
    await interaction.response.send_message('tea ' + kind)


@tea.autocomplete('kind')
async def kinds(interaction, current):
    return [app_commands.Choice(name=current + 'ade', value='green')]


tree.add_command(order)


@tree.context_menu(name='Quote')
async def quote(interaction, message: discord.Message):
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


@tree.error
async def on_command_error(interaction, error):
    say(event='error', message=repr(error))


async def moderate(message):
    guild, channel = message.guild, message.channel
    role = await guild.create_role(name='Crew', colour=discord.Colour.blue())
    await message.author.add_roles(role)
    await message.author.edit(nick='Captain')
    room = await guild.create_text_channel('room', topic='t')
    await room.set_permissions(guild.default_role, send_messages=False)
    invite = await room.create_invite(max_age=60)
    hook = await room.create_webhook(name='ci')
    sent = await hook.send('from ci', wait=True, embed=discord.Embed(title='t', colour=1))
    await hook.edit_message(sent.id, content='edited')
    thread = await message.create_thread(name='side')
    await thread.send('in a thread', file=discord.File(io.BytesIO(b'x'), 'x.txt'))
    await thread.edit(archived=True)
    await message.add_reaction('👍')
    # not from the cache, which may not know of it yet
    reacted = await channel.fetch_message(message.id)
    users = [user.name async for user in reacted.reactions[0].users()]
    await message.clear_reactions()
    await message.pin()
    pins = [one.id async for one in channel.pins()]
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
        await message.reply('pong', file=discord.File(io.BytesIO(b'data'), 'pong.txt'))
    elif message.content == '!register':
        first = await tree.sync()
        second = await tree.sync()
        same = [one.id for one in first] == [one.id for one in second]
        await message.reply('registered' if same else 'other ids')
    elif message.content == '!menu':
        await message.channel.send('menu', view=Menu())
    elif message.content == '!moderate':
        await moderate(message)


async def main():
    async with bot:
        await bot.start(token)


asyncio.run(main())
