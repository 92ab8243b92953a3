using System.Security;

namespace ExchangeArchiveSafety.Tests.Hosting;

/// <summary>A lab tenant on loopback and an engine that is connected to it.</summary>
public sealed class LabSession : IAsyncDisposable
{
    private LabSession(LabServer server, Engine engine)
    {
        Server = server;
        Engine = engine;
    }

    public LabServer Server { get; }

    public LabTenant Tenant => Server.Tenant;

    public ExchangeService Exchange => Server.Exchange;

    public Engine Engine { get; private set; }

    public TextHost Host => Engine.Host;

    /// <summary>A journal of its own for commands that are given one.</summary>
    public string Journal { get; } = TestProcess.NewPath("journal.jsonl");

    public static async Task<LabSession> StartAsync(LabTenant? tenant = null, string? prefix = null, bool withHost = false, bool connect = true)
    {
        tenant ??= Contoso.Create();

        // Journals lie below one state folder, a file a tenant: every test has a tenant of its own.
        tenant.Organization.TenantId = Guid.NewGuid();
        var session = new LabSession(await LabServer.StartAsync(tenant), Hosting.Engine.Start(withHost));
        session.Engine.Run("param($path) Import-Module $path", StagedModules.Exchange);
        if (connect)
        {
            session.Connect(prefix);
        }

        return session;
    }

    public void Connect(string? prefix = null) => Connect(Engine, prefix);

    /// <summary>A second PowerShell, connected to the same tenant.</summary>
    public Engine Another(bool withHost = false)
    {
        var engine = Hosting.Engine.Start(withHost);
        engine.Run("param($path) Import-Module $path", StagedModules.Exchange);
        Connect(engine, null);
        return engine;
    }

    /// <summary>Signs the engine in to the lab's Graph.</summary>
    public void ConnectGraph() => ConnectGraph(Engine);

    public void ConnectGraph(Engine engine) => engine.Run(
        "param($uri, $token) $null = Connect-ArchiveSafetyGraph -GraphEndpoint $uri -AccessToken $token", Server.Uri, Secure(Server.Graph.Tokens.Issue()));

    public static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (var letter in text)
        {
            secure.AppendChar(letter);
        }

        secure.MakeReadOnly();
        return secure;
    }

    public IReadOnlyList<PSObject> Run(string script, params object?[] arguments) => Engine.Run(script, arguments);

    public Outcome Try(string script, params object?[] arguments) => Engine.Try(script, arguments);

    /// <summary>Runs a script with <c>$Journal</c> set to this session's journal.</summary>
    public Outcome TryJournal(string script)
    {
        Engine.Runspace.SessionStateProxy.SetVariable("Journal", Journal);
        return Engine.Try(script);
    }

    /// <summary>What Get-Mailbox shows of a mailbox, every property of it, read past the call log.</summary>
    public SortedDictionary<string, string> Settings(string alias) => SettingsOf.Mailbox(Tenant, alias);

    public async ValueTask DisposeAsync()
    {
        Engine.Dispose();
        await Server.DisposeAsync();
    }

    private void Connect(Engine engine, string? prefix) =>
        engine.Run("param($uri, $prefix) if ($prefix) { Connect-LabExchange -Uri $uri -Prefix $prefix } else { Connect-LabExchange -Uri $uri }", Server.Uri, prefix);
}
