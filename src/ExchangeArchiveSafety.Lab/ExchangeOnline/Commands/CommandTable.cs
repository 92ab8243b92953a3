using ExchangeArchiveSafety.Lab.Tenant;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Commands;

/// <summary>All commands of one tenant.</summary>
internal sealed class CommandTable
{
    private readonly Dictionary<string, ExoCommand> _commands;

    public CommandTable(LabTenant tenant) => _commands = ((IEnumerable<ExoCommand>)
    [
        .. new MailboxCommands(tenant).All,
        .. new RecipientCommands(tenant).All,
        .. new StatisticsCommands(tenant).All,
        .. new RetentionCommands(tenant).All,
        .. new AssistantCommands(tenant).All,
        .. new OrganizationCommands(tenant).All,
        .. new MigrationReaders(tenant).All,
        .. new MigrationBatchWriters(tenant).All,
        .. new MigrationUserWriters(tenant).All,
    ]).ToDictionary(command => command.Name, StringComparer.OrdinalIgnoreCase);

    public CommandAnswer Run(CommandCall call)
    {
        var answer = new CommandAnswer();
        if (!_commands.TryGetValue(call.Name, out var command))
        {
            answer.Errors.Add(ExoError.NotAllowed(call.Name));
            return answer;
        }

        // A switch that is off and a value that is null say nothing.
        var unknown = call.Parameters.FirstOrDefault(pair => pair.Value is not (null or false) && !command.Simulated.Contains(pair.Key, StringComparer.OrdinalIgnoreCase));
        if (unknown.Key is { } parameter)
        {
            answer.Errors.Add(ExoError.NotSimulated(call.Name, parameter));
            return answer;
        }

        command.Run(call, answer);
        return answer;
    }
}
