using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace ExchangeArchiveSafety.Lab.Tests.Session;

/// <summary>A tenant, its server, and a real PowerShell engine connected to it.</summary>
public sealed class LabSession : IAsyncDisposable
{
    private LabSession(LabServer server, Runspace runspace)
    {
        Server = server;
        Runspace = runspace;
    }

    public LabServer Server { get; }

    public LabTenant Tenant => Server.Tenant;

    public Runspace Runspace { get; }

    public static async Task<LabSession> StartAsync(LabTenant tenant, string? prefix = null, bool connect = true)
    {
        var server = await LabServer.StartAsync(tenant);
        var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        var session = new LabSession(server, runspace);
        session.Run("param($path) Import-Module $path", StagedModules.Exchange);
        if (connect)
        {
            session.Connect(prefix);
        }

        return session;
    }

    public void Connect(string? prefix = null) =>
        Run("param($uri, $prefix) if ($prefix) { Connect-LabExchange -Uri $uri -Prefix $prefix } else { Connect-LabExchange -Uri $uri }", Server.Uri, prefix);

    /// <summary>Runs a script; errors that nobody expects fail the test.</summary>
    public IReadOnlyList<PSObject> Run(string script, params object?[] arguments)
    {
        var outcome = Try(script, arguments);
        Assert.Empty(outcome.Errors.Select(error => error.ToString()));
        return outcome.Output;
    }

    public SessionOutcome Try(string script, params object?[] arguments)
    {
        using var powerShell = PowerShell.Create(Runspace);
        powerShell.AddScript(script);
        foreach (var argument in arguments)
        {
            powerShell.AddArgument(argument);
        }

        var output = new PSDataCollection<PSObject>();
        Exception? exception = null;
        try
        {
            powerShell.Invoke(null, output);
        }
        catch (RuntimeException thrown)
        {
            exception = thrown;
        }

        return new SessionOutcome([.. output], [.. powerShell.Streams.Error], [.. powerShell.Streams.Warning.Select(warning => warning.Message)], exception);
    }

    public async ValueTask DisposeAsync()
    {
        Runspace.Dispose();
        await Server.DisposeAsync();
    }
}

public sealed record SessionOutcome(IReadOnlyList<PSObject> Output, IReadOnlyList<ErrorRecord> Errors, IReadOnlyList<string> Warnings, Exception? Exception);
