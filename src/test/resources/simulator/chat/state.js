// What the page knows. One object, changed by main.js alone but for what a person chooses.

export const state = {
  /** Places, people, commands, troubles: as the simulator sends them. */
  world: null,
  /** The id of who speaks. */
  me: null,
  /** The id of the channel that is shown. */
  channel: null,
  /** The shown channel's messages by id. */
  messages: new Map(),
  /** The last message that was seen, by channel. */
  seen: new Map(),
};

export function channels() {
  return state.world.guilds.flatMap(guild => guild.channels.map(channel => ({ ...channel, guild: guild.id })));
}

/** The shown channel; the direct messages with the bot have no guild. */
export function shownChannel() {
  return channels().find(channel => channel.id === state.channel)
    || { id: state.channel, name: state.world.bot.name, type: 1, guild: null };
}

export function personName(id) {
  const all = [...state.world.people, state.world.bot];
  return all.find(person => person.id === id)?.name;
}

/** The commands of a type that are offered in the shown channel. */
export function commands(type) {
  const guild = shownChannel().guild;
  const here = [...(guild && state.world.commands[guild] || []), ...state.world.commands[0]];
  return here.filter(command => command.type === type);
}
