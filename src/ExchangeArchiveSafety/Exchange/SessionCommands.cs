using System.Management.Automation;

namespace ExchangeArchiveSafety.Exchange;

/// <summary>The Exchange commands of a runspace, found by name at run time.</summary>
internal sealed class SessionCommands(PSCmdlet caller)
{
    private const CommandTypes Callable = CommandTypes.Function | CommandTypes.Cmdlet;
    private const string Verb = "Get-";

    // Every session that serves grants one of these, whoever signed in.
    private static readonly string[] Nouns = ["MigrationUser", "MigrationBatch", "Mailbox"];

    private IReadOnlyList<string>? _temporaryModules;

    /// <summary>Whether one of them is here, under whatever prefix.</summary>
    public bool AreHere => Array.Exists(Nouns, noun => caller.InvokeCommand.GetCommands(Verb + "*" + noun, Callable, nameIsPattern: true).Any());

    /// <summary>The command of that name, as the caller would get it.</summary>
    public CommandInfo? Named(string name) => caller.InvokeCommand.GetCommand(name, Callable);

    /// <summary>The command of that name that belongs to a module, also where something else stands before it.</summary>
    public CommandInfo? OfModule(string name, string module) =>
        Named(module + "\\" + name) ?? (Named(name) is { } visible && IsOf(visible, module) ? visible : null);

    /// <summary>Whether a command belongs to a module; to none, where the module is empty.</summary>
    public static bool IsOf(CommandInfo command, string module) => string.Equals(command.ModuleName ?? "", module, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The sets of commands that the caller would get. One command alone may be somebody's own function that only sounds alike (Get-AllMigrationBatch), so a
    /// prefix counts when two of the commands carry it, or a connection names it.
    /// </summary>
    /// <param name="prefixes">The prefixes that connections name.</param>
    public IReadOnlyList<CommandSet> Visible(IReadOnlyCollection<string> prefixes)
    {
        var found = new List<(string Prefix, CommandInfo Command)>();
        foreach (var noun in Nouns)
        {
            foreach (var name in caller.InvokeCommand.GetCommands(Verb + "*" + noun, Callable, nameIsPattern: true)
                .Select(command => command.Name)
                .Where(name => name.StartsWith(Verb, StringComparison.OrdinalIgnoreCase))
                .Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (Named(name) is { } command)
                {
                    found.Add((name.Substring(Verb.Length, name.Length - Verb.Length - noun.Length), command));
                }
            }
        }

        return [.. found
            .GroupBy(one => one.Prefix, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Key.Length == 0 || group.Count() > 1 || prefixes.Contains(group.Key, StringComparer.OrdinalIgnoreCase))
            .OrderBy(group => group.Key, StringComparer.OrdinalIgnoreCase)
            .SelectMany(group => group
                .GroupBy(one => one.Command.ModuleName ?? "", StringComparer.OrdinalIgnoreCase)
                .Select(set => new CommandSet(group.Key, set.Key, [.. set.Select(one => one.Command.Name)])))];
    }

    /// <summary>The sets that belong to a connection: by its module where it names one, else by its prefix.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="visible">The sets that the caller would get.</param>
    public IReadOnlyList<CommandSet> OwnedBy(ExchangeConnection connection, IReadOnlyList<CommandSet> visible)
    {
        var prefixes = connection.Prefix is { } told ? (IReadOnlyList<string>)[told] : [.. visible.Select(set => set.Prefix).Append("").Distinct(StringComparer.OrdinalIgnoreCase)];
        var fitting = visible.Where(set => prefixes.Contains(set.Prefix, StringComparer.OrdinalIgnoreCase)).ToList();
        if (connection.Module is { } module)
        {
            IReadOnlyList<CommandSet> own = [.. prefixes.Select(prefix => Held(prefix, module)).OfType<CommandSet>()];

            // A prefix that the connection names is its own. Commands without one may be anybody's, and those of another temporary module are another connection's.
            return own.Count > 0 ? own
                : connection.Prefix is { Length: > 0 } ? [.. fitting.Where(set => !CommandSet.IsTemporary(set.Module))]
                : [];
        }

        IReadOnlyList<CommandSet> temporary = [.. TemporaryModules().SelectMany(one => prefixes.Select(prefix => Held(prefix, one))).OfType<CommandSet>()];
        return temporary.Count == 1 ? temporary : fitting;
    }

    private CommandSet? Held(string prefix, string module)
    {
        var commands = Nouns.Select(noun => OfModule(CommandSet.Prefixed(Verb + noun, prefix), module)).OfType<CommandInfo>().Select(command => command.Name).ToList();
        return commands.Count > 0 ? new(prefix, module, commands) : null;
    }

    private IReadOnlyList<string> TemporaryModules()
    {
        if (_temporaryModules is null)
        {
            using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            _ = shell.AddCommand("Microsoft.PowerShell.Core\\Get-Module").AddParameter("Name", CommandSet.TemporaryModules);
            _temporaryModules = [.. shell.Invoke<PSModuleInfo>().Select(module => module.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
        }

        return _temporaryModules;
    }
}
