namespace ExchangeArchiveSafety.Lab.Tests.Session;

/// <summary>The default tenant, shared by tests that only read.</summary>
public sealed class ContosoSession : IAsyncLifetime
{
    public LabSession Session { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Session = await LabSession.StartAsync(Contoso.Create());
        Session.Tenant.Mailbox("anna.berg").OtherAddresses.Add("a.berg@contoso.example");
    }

    public async Task DisposeAsync() => await Session.DisposeAsync();
}
