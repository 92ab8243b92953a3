using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Management.Automation;

namespace ExchangeArchiveSafety.Exchange;

/// <summary>
/// The caller's own Exchange Online session: its commands, found by name at run time (functions of a temporary module, or cmdlets, with or without a prefix)
/// and called with parameters in the caller's runspace. Never script text.
/// </summary>
internal sealed class ExchangeSession : IExchangeSession
{
    // Where Exchange returns no more than this unless told otherwise, an answer of this length may be cut off.
    private const int DefaultResultSize = 1000;
    private const string ConnectionCmdlet = "Get-ConnectionInformation";

    private readonly PSCmdlet _caller;
    private readonly Func<bool> _isStopping;
    private readonly SessionCommands _found;
    private readonly Dictionary<string, CommandInfo?> _commands = new(StringComparer.OrdinalIgnoreCase);
    private SessionChoice? _choice;

    private ExchangeSession(PSCmdlet caller, Func<bool> isStopping)
    {
        _caller = caller;
        _isStopping = isStopping;
        _found = new(caller);
    }

    /// <inheritdoc/>
    public ExchangeConnection? Connection => _choice?.Connection;

    /// <summary>What tells it from others, also from one to the same tenant later, as far as anything does.</summary>
    public string Name => string.Join("\n", Connection?.ConnectionId, Connection?.Tenant, Commands.Prefix, Commands.Module);

    /// <summary>The commands that are used.</summary>
    public CommandSet Commands => _choice!.Commands;

    /// <summary>Finds the session, once for everything that a cmdlet asks and writes.</summary>
    /// <param name="caller">The cmdlet in whose runspace the commands live.</param>
    /// <param name="isStopping">Whether the caller was asked to stop.</param>
    /// <exception cref="ExchangeCallException"><c>ExchangeSessionMissing</c> or <c>ExchangeSessionAmbiguous</c>.</exception>
    public static ExchangeSession Find(PSCmdlet caller, Func<bool> isStopping)
    {
        var session = new ExchangeSession(caller, isStopping);
        var connections = session.Connections();
        var visible = session._found.Visible([.. (connections ?? []).Where(connection => connection.IsExchange).Select(connection => connection.Prefix).OfType<string>()]);
        session._choice = SessionChoice.Of(connections, visible, connection => session._found.OwnedBy(connection, visible));
        session.TellChoice();
        return session;
    }

    /// <summary>Whether any command is here that could be a session's; nothing is loaded to find out.</summary>
    public static bool MayBeHere(PSCmdlet caller) => new SessionCommands(caller).AreHere;

    /// <inheritdoc/>
    public bool Has(string cmdlet) => Command(cmdlet) is not null;

    /// <inheritdoc/>
    public bool Has(string cmdlet, string parameter) => Command(cmdlet)?.Parameters.ContainsKey(parameter) ?? false;

    /// <inheritdoc/>
    public bool HasForThisConnection(string cmdlet) => Has(cmdlet) && (Connection?.ServesInbuiltCmdlets ?? _choice!.IsOnlyConnection);

    /// <inheritdoc/>
    public IReadOnlyList<PSObject> Call(string cmdlet, params (string Name, object? Value)[] parameters) => Invoke(cmdlet, parameters, isWrite: false);

    /// <inheritdoc/>
    public void Write(string cmdlet, params (string Name, object? Value)[] parameters) => _ = Invoke(cmdlet, parameters, isWrite: true);

    /// <summary>Calls a command, and tells what was called, how long it took and what came of it.</summary>
    private IReadOnlyList<PSObject> Invoke(string cmdlet, (string Name, object? Value)[] parameters, bool isWrite)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            var answer = Run(cmdlet, parameters, isWrite);
            _caller.Tell(isWrite ? Messages.VerboseWritten : Messages.VerboseAsked, Shown(cmdlet, parameters), watch.Seconds(), answer.Count);
            return answer;
        }
        catch (ExchangeCallException exception)
        {
            _caller.Tell(Messages.VerboseCallFailed, Shown(cmdlet, parameters), watch.Seconds(), exception.Message);
            throw;
        }
    }

    private string Shown(string cmdlet, (string Name, object? Value)[] parameters) =>
        string.Join(" ", parameters.Select(parameter => "-" + parameter.Name + " " + Shown(parameter.Value)).Prepend(Command(cmdlet)?.Name ?? cmdlet));

    private static string Shown(object? value) => value switch
    {
        null => "$null",
        string text => text,
        System.Collections.IEnumerable many => string.Join(",", many.Cast<object?>().Select(Shown)),
        _ => DisplayText.Show(value),
    };

    private IReadOnlyList<PSObject> Run(string cmdlet, (string Name, object? Value)[] parameters, bool isWrite)
    {
        ThrowIfStopping();
        ExchangeNeeds.EnsureDeclared(cmdlet, parameters.Select(parameter => parameter.Name));
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
            if (!Array.Exists(parameters, parameter => parameter.Name == "ResultSize"))
            {
                AddIfGranted("ResultSize", "Unlimited");
            }

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
    internal static ExchangeCallException Failed(string cmdlet, Exception exception)
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
            command = Resolve(cmdlet);
            _commands[cmdlet] = command;
        }

        return command;
    }

    private CommandInfo? Resolve(string cmdlet)
    {
        // These are never prefixed, and lie in the module that every connection shares.
        if (cmdlet == ConnectionCmdlet)
        {
            return _found.Named("ExchangeOnlineManagement\\" + cmdlet) ?? _found.Named(cmdlet);
        }

        if (cmdlet.StartsWith("Get-EXO", StringComparison.OrdinalIgnoreCase))
        {
            return _found.Named(cmdlet);
        }

        // What this connection was not granted is missing, also where another session has a command of the same name.
        var commands = _choice!.Commands;
        return _found.OfModule(CommandSet.Prefixed(cmdlet, commands.Prefix), commands.Module);
    }

    /// <summary>
    /// Adds a command so that it runs inside its module and no alias takes its place: a function of a module by its qualified name, since one that is added by its
    /// CommandInfo finds none of the module's variables; anything else as it is.
    /// </summary>
    private void AddCommand(PowerShell shell, CommandInfo command)
    {
        var qualified = command.ModuleName + "\\" + command.Name;
        _ = command.CommandType != CommandTypes.Function || string.IsNullOrEmpty(command.ModuleName) ? shell.AddCommand(command)
            : shell.AddCommand(_found.Named(qualified) is null ? command.Name : qualified);
    }

    /// <summary>What is said of connections; null where nobody can be asked.</summary>
    private IReadOnlyList<ExchangeConnection>? Connections()
    {
        if (!Has(ConnectionCmdlet))
        {
            return null;
        }

        try
        {
            var said = Call(ConnectionCmdlet);
            var connections = said.Select(ExchangeConnection.Read).OfType<ExchangeConnection>().ToList();
            return said.Count > 0 && connections.Count == 0 ? null : connections;
        }
        catch (ExchangeCallException exception)
        {
            // Without it the commands themselves decide, where only one set of them is here.
            _caller.Tell(Messages.VerboseConnectionsUnknown, exception.Message);
            return null;
        }
    }

    private void TellChoice()
    {
        var (commands, connection, _) = _choice!;
        _caller.Tell(
            Messages.VerboseSession,
            connection?.Organization ?? connection?.TenantId ?? Messages.TenantNotSaid,
            commands.Prefix.Length == 0 ? Messages.NoPrefix : DisplayText.Sentence(Messages.Prefix, commands.Prefix),
            commands.ToString());
    }
}
