using ExchangeArchiveSafety.Lab.Tests.Session;

namespace ExchangeArchiveSafety.Lab.Tests.Commands;

public sealed class EvidenceTests : IAsyncLifetime
{
    private LabSession _session = null!;

    public async Task InitializeAsync() => _session = await LabSession.StartAsync(Contoso.Create());

    public async Task DisposeAsync() => await _session.DisposeAsync();

    [Fact]
    public void The_diagnostic_log_tells_of_the_last_run()
    {
        const string read = "([xml](Export-MailboxDiagnosticLogs anna.berg -ExtendedProperties).MailboxLog).Properties.MailboxTable.Property | Where-Object Name -like 'ELC*' | ForEach-Object { $_.Name + '=' + $_.Value }";
        Assert.Empty(_session.Run(read));

        _session.Tenant.RunAssistant("anna.berg");

        var lines = _session.Run(read).Select(line => line.ToString()).ToList();
        Assert.Contains("ElcLastSuccessTimestamp=1/5/2026 8:00:00 AM", lines);
        Assert.Contains($"ElcLastRunArchivedFromRootItemCount={_session.Tenant.Count("anna.berg").ItemsInArchive}", lines);
        Assert.NotEmpty(_session.Try("Export-MailboxDiagnosticLogs anna.berg -ComponentName MRM").Errors);
    }

    [Fact]
    public void Statistics_agree_with_what_lies_in_the_mailbox()
    {
        _session.Tenant.RunAssistant("anna.berg");
        var count = _session.Tenant.Count("anna.berg");

        Assert.Equal(count.ItemsInPrimary, _session.Run("(Get-MailboxStatistics anna.berg).ItemCount")[0].BaseObject);
        Assert.Equal(count.ItemsInArchive, _session.Run("(Get-EXOMailboxStatistics anna.berg -Archive).ItemCount")[0].BaseObject);
        Assert.Equal(count.ItemsInPrimary, _session.Run("Get-MailboxFolderStatistics anna.berg").Sum(folder => (int)folder.Properties["ItemsInFolder"].Value));
        Assert.Equal(
            "Personal 1 year move to archive",
            _session.Run("Get-EXOMailboxFolderStatistics personal.only | Where-Object FolderPath -eq '/Customers'")[0].Properties["ArchivePolicy"].Value);
    }
}
