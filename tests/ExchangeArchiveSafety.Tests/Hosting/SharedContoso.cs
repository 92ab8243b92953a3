namespace ExchangeArchiveSafety.Tests.Hosting;

/// <summary>The default tenant for the tests of one class that change nothing.</summary>
public sealed class SharedContoso : IAsyncLifetime
{
    private LabSession? _session;

    /// <summary>The session with an empty call log.</summary>
    public LabSession Session
    {
        get
        {
            _session!.Exchange.Calls.Clear();
            return _session;
        }
    }

    public async Task InitializeAsync() => _session = await LabSession.StartAsync();

    public async Task DisposeAsync() => await _session!.DisposeAsync();
}
