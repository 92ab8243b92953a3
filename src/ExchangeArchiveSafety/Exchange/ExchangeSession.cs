using System.Collections.ObjectModel;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Exchange;

/// <summary>
/// The caller's own Exchange Online session: its commands, found by name at run time (functions of a temporary module, or cmdlets, with or without a prefix)
/// and called with parameters in the caller's runspace. Never script text.
/// </summary>
internal sealed class ExchangeSession
{
    private const CommandTypes Callable = CommandTypes.Function | CommandTypes.Cmdlet;

    // Where Exchange returns no more than this unless told otherwise, an answer of this length may be cut off.
    private const int DefaultResultSize = 1000;

    private readonly PSCmdlet _caller;
    private readonly Func<bool> _isStopping;
    private readonly Dictionary<string, CommandInfo?> _commands = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _prefix;

    private ExchangeSession(PSCmdlet caller, Func<bool> isStopping, string prefix)
    {
        _caller = caller;
        _isStopping = isStopping;
        _prefix = prefix;
    }

    /// <summary>What Get-ConnectionInformation says of the connection whose commands are used; null where it says nothing.</summary>
    public ExchangeConnection? Connection { get; private set; }

    /// <summary>Finds the session.</summary>
    /// <param name="caller">The cmdlet in whose runspace the commands live.</param>
    /// <param name="isStopping">Whether the caller was asked to stop.</param>
    /// <exception cref="ExchangeCallException"><c>ExchangeSessionMissing</c> or <c>ExchangeSessionAmbiguous</c>.</exception>
    public static ExchangeSession Find(PSCmdlet caller, Func<bool> isStopping)
    {
        var connected = new ExchangeSession(caller, isStopping, "").Connections().Select(connection => connection.Prefix).ToList();
        var prefixes = Prefixes(caller, connected);
        if (prefixes.Count == 0)
        {
            throw new ExchangeCallException(ErrorIds.ExchangeSessionMissing, "Connect-ExchangeOnline", Messages.ExchangeSessionMissing);
        }

        if (prefixes.Count > 1 && !prefixes.Contains(""))
        {
            throw new ExchangeCallException(
                ErrorIds.ExchangeSessionAmbiguous, "Connect-ExchangeOnline", DisplayText.Sentence(Messages.ExchangeSessionAmbiguous, string.Join(", ", prefixes)));
        }

        var session = new ExchangeSession(caller, isStopping, prefixes.Contains("") ? "" : prefixes[0]);
        session.Connection = session.ReadConnection();
        return session;
    }

    /// <summary>Whether the session grants a cmdlet.</summary>
    public bool Has(string cmdlet) => Command(cmdlet) is not null;

    /// <summary>Whether the session grants a parameter of a cmdlet.</summary>
    public bool Has(string cmdlet, string parameter) => Command(cmdlet)?.Parameters.ContainsKey(parameter) ?? false;

    /// <summary>Whether a Get-EXO* cmdlet is there and speaks to the same connection as the other commands: these always use the most recent one.</summary>
    public bool HasForThisConnection(string cmdlet) => Has(cmdlet) && Connection is not { ServesInbuiltCmdlets: false };

    /// <summary>Calls an Exchange command and returns what it wrote.</summary>
    /// <param name="cmdlet">Name without prefix.</param>
    /// <param name="parameters">Its parameters; all of them must be granted.</param>
    /// <exception cref="ExchangeCallException">It is not granted, reported an error, or its answer may be cut off.</exception>
    /// <exception cref="PipelineStoppedException">The caller was asked to stop.</exception>
    public IReadOnlyList<PSObject> Call(string cmdlet, params (string Name, object? Value)[] parameters) => Invoke(cmdlet, parameters, isWrite: false);

    /// <summary>Calls a writing command, which must not ask or pretend: the module has asked already.</summary>
    public void Write(string cmdlet, params (string Name, object? Value)[] parameters) => _ = Invoke(cmdlet, parameters, isWrite: true);

    private IReadOnlyList<PSObject> Invoke(string cmdlet, (string Name, object? Value)[] parameters, bool isWrite)
    {
        ThrowIfStopping();
        var command = Command(cmdlet)
            ?? throw new ExchangeCallException(ErrorIds.ExchangeParameterMissing, cmdlet, DisplayText.Sentence(Messages.ExchangeCommandMissing, cmdlet, RoleGroups.For(cmdlet)));
        var granted = command.Parameters;
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        AddCommand(shell, command);
        foreach (var (name, value) in parameters)
        {
            if (!granted.ContainsKey(name))
            {
                throw new ExchangeCallException(
                    ErrorIds.ExchangeParameterMissing, cmdlet, DisplayText.Sentence(Messages.ExchangeParameterMissing, cmdlet, name, RoleGroups.For(cmdlet)))
                {
                    Parameter = name,
                };
            }

            _ = shell.AddParameter(name, value);
        }

        void AddIfGranted(string name, object value)
        {
            if (granted.ContainsKey(name))
            {
                _ = shell.AddParameter(name, value);
            }
        }

        // Proxies are functions of another module, so preferences of the caller do not reach them.
        AddIfGranted("ErrorAction", ActionPreference.Stop);

        // Some that only read ask as well (Export-MailboxDiagnosticLogs), and under -WhatIf of the caller would silently return nothing.
        AddIfGranted("Confirm", false);
        AddIfGranted("WhatIf", false);
        if (!isWrite)
        {
            AddIfGranted("ResultSize", "Unlimited");
            AddIfGranted("WarningAction", ActionPreference.SilentlyContinue);
        }

        _ = shell.AddCommand(WholeAnswerCommand.Command);
        var output = new Collection<PSObject>();
        try
        {
            shell.Invoke(null, output);
        }
        catch (PipelineStoppedException)
        {
            throw;
        }
        catch (RuntimeException exception)
        {
            ThrowIfStopping();
            throw Failed(cmdlet, exception.ErrorRecord?.Exception ?? exception);
        }

        // A stop that arrives during the call ends it without an error; its answer is not one.
        ThrowIfStopping();
        if (shell.InvocationStateInfo.State != PSInvocationState.Completed)
        {
            throw Failed(cmdlet, shell.InvocationStateInfo.Reason ?? new PipelineStoppedException());
        }

        if (shell.Streams.Error.Count > 0)
        {
            throw Failed(cmdlet, shell.Streams.Error[0].Exception ?? new RuntimeException(shell.Streams.Error[0].ToString()));
        }

        if (!WholeAnswerCommand.TakeEnd(output))
        {
            throw new ExchangeCallException(ErrorIds.ExchangeCallFailed, cmdlet, DisplayText.Sentence(Messages.ExchangeCallFailed, cmdlet, Messages.AnswerCutOff));
        }

        if (output.Count >= DefaultResultSize && !granted.ContainsKey("ResultSize"))
        {
            throw new ExchangeCallException(
                ErrorIds.ExchangeParameterMissing, cmdlet, DisplayText.Sentence(Messages.ExchangeParameterMissing, cmdlet, "ResultSize", RoleGroups.For(cmdlet)))
            {
                Parameter = "ResultSize",
            };
        }

        return [.. output.Where(item => item is not null)];
    }

    private void ThrowIfStopping()
    {
        if (_isStopping())
        {
            throw new PipelineStoppedException();
        }
    }

    // Classified by words and exception name, never by the error's hash. Both may be missing in a localized session; then it is a failed call like others.
    private static ExchangeCallException Failed(string cmdlet, Exception exception)
    {
        var text = exception.Message;
        var notFound = Contains(text, "ManagementObjectNotFoundException") || Contains(text, "couldn't be found") || Contains(text, "can't be found")
            || Contains(exception.GetType().Name, "ManagementObjectNotFound");
        return new(
            notFound ? ErrorIds.ObjectNotFound : ErrorIds.ExchangeCallFailed,
            cmdlet,
            DisplayText.Sentence(Messages.ExchangeCallFailed, cmdlet, text),
            exception);
    }

    private static bool Contains(string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;

    private CommandInfo? Command(string cmdlet)
    {
        if (!_commands.TryGetValue(cmdlet, out var command))
        {
            // Get-EXO* and Get-ConnectionInformation are never prefixed.
            var isInbuilt = cmdlet.StartsWith("Get-EXO", StringComparison.OrdinalIgnoreCase) || cmdlet == "Get-ConnectionInformation";
            command = _caller.InvokeCommand.GetCommand(isInbuilt ? cmdlet : cmdlet.Replace("-", "-" + _prefix), Callable);
            _commands[cmdlet] = command;
        }

        return command;
    }

    /// <summary>
    /// The prefixes under which a session's commands are here, empty for none. One command alone may be somebody's own function that only sounds alike
    /// (Get-AllMigrationBatch), so a prefix counts when two of the commands carry it, or a connection names it.
    /// </summary>
    private static List<string> Prefixes(PSCmdlet caller, List<string> connected)
    {
        const string Verb = "Get-";
        var found = new[] { "MigrationUser", "MigrationBatch", "Mailbox" }.SelectMany(noun => caller.InvokeCommand
            .GetCommands(Verb + "*" + noun, Callable, nameIsPattern: true)
            .Select(command => command.Name)
            .Where(name => name.StartsWith(Verb, StringComparison.OrdinalIgnoreCase))
            .Select(name => name.Substring(Verb.Length, name.Length - Verb.Length - noun.Length))
            .Distinct(StringComparer.OrdinalIgnoreCase));
        return [.. found
            .GroupBy(prefix => prefix, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Key.Length == 0 || group.Count() > 1 || connected.Contains(group.Key, StringComparer.OrdinalIgnoreCase))
            .Select(group => group.Key)
            .OrderBy(prefix => prefix, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>
    /// Adds a command so that it runs inside its module and no alias takes its place: a function of a module by its qualified name, since one that is added by its
    /// CommandInfo finds none of the module's variables; anything else as it is.
    /// </summary>
    private void AddCommand(PowerShell shell, CommandInfo command)
    {
        var qualified = command.ModuleName + "\\" + command.Name;
        _ = command.CommandType != CommandTypes.Function || string.IsNullOrEmpty(command.ModuleName) ? shell.AddCommand(command)
            : shell.AddCommand(_caller.InvokeCommand.GetCommand(qualified, Callable) is null ? command.Name : qualified);
    }

    private List<ExchangeConnection> Connections()
    {
        try
        {
            return !Has("Get-ConnectionInformation") ? []
                : [.. Call("Get-ConnectionInformation").Select(ExchangeConnection.Read).Where(connection => connection.IsExchange)];
        }
        catch (ExchangeCallException)
        {
            // It only names tenant and prefix; the commands themselves decide what works.
            return [];
        }
    }

    // Two connections to one tenant are as good as one; to two tenants, nobody can say whose commands these are.
    private ExchangeConnection? ReadConnection()
    {
        var connections = Connections().FindAll(connection => string.Equals(connection.Prefix, _prefix, StringComparison.OrdinalIgnoreCase));
        return connections.Select(connection => connection.Tenant).Distinct(StringComparer.OrdinalIgnoreCase).Count() == 1 ? connections[connections.Count - 1] : null;
    }
}
