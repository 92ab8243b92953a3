using ExchangeArchiveSafety.Lab.Tests.Session;

namespace ExchangeArchiveSafety.Lab.Tests.Commands;

public sealed class MigrationTests : IAsyncLifetime
{
    private LabSession _session = null!;

    public async Task InitializeAsync() => _session = await LabSession.StartAsync(Contoso.Create());

    public async Task DisposeAsync() => await _session.DisposeAsync();

    [Theory]
    [InlineData("Stop-MigrationBatch 'IMAP wave 1'")]
    [InlineData("Remove-MigrationBatch 'IMAP wave 1'")]
    public void Stopping_and_removing_a_batch_ask_unless_told_not_to(string command)
    {
        var unanswered = _session.Try(command);
        Assert.True(unanswered.Exception is not null || unanswered.Errors.Count > 0);
        Assert.Equal("Synced", _session.Tenant.Batch("IMAP wave 1").Status);

        _session.Run(command + " -Confirm:$false");
        Assert.NotEqual("Synced", _session.Tenant.Batch("IMAP wave 1").Status);
    }

    [Fact]
    public void Stopping_without_identity_stops_the_batch_that_is_being_processed()
    {
        _session.Run("Stop-MigrationBatch -Confirm:$false");

        Assert.Equal("Stopping", _session.Tenant.Batch("IMAP wave 2").Status);
    }

    [Fact]
    public void A_stopped_user_is_stopping_first_and_then_syncs_no_more()
    {
        var user = _session.Tenant.Batch("IMAP wave 1").Users[0];
        _session.Run("Stop-MigrationUser anna.berg@contoso.example -Confirm:$false");
        Assert.Equal("Stopping", user.Status);

        _session.Run("Step-LabClock -Minutes 30");
        Assert.Equal("IncrementalStopped", user.Status);
        Assert.Equal("Synced", _session.Tenant.Batch("IMAP wave 1").Status);
        _session.Run("Step-LabClock -Days 20");
        Assert.Equal(0, _session.Tenant.Count("anna.berg").DuplicatedInArchive);

        _session.Run("Start-MigrationUser anna.berg@contoso.example; Step-LabClock -Days 20");
        Assert.True(_session.Tenant.Count("anna.berg").DuplicatedInArchive > 0);
    }

    [Fact]
    public void Whoever_polls_sees_a_passing_state_end_without_the_clock()
    {
        _session.Run("Stop-MigrationBatch 'Google sales' -Confirm:$false");

        Assert.Equal("Stopping", _session.Run("(Get-MigrationBatch 'Google sales').Status")[0].ToString());
        Assert.Equal("Stopped", _session.Run("(Get-MigrationBatch 'Google sales').Status")[0].ToString());
        Assert.Equal("IncrementalStopped", _session.Run("(Get-MigrationUser -BatchId 'Google sales').Status")[0].ToString());
    }

    [Fact]
    public void Or_not_when_the_tenant_says_so()
    {
        _session.Tenant.Options.MomentEndsAfterReads = 0;
        _session.Run("Stop-MigrationBatch 'Google sales' -Confirm:$false");

        Assert.All(_session.Run("1..5 | ForEach-Object { (Get-MigrationBatch 'Google sales').Status }"), status => Assert.Equal("Stopping", status.ToString()));
        _session.Run("Step-LabClock -Hours 1");
        Assert.Equal("Stopped", _session.Run("(Get-MigrationBatch 'Google sales').Status")[0].ToString());
    }

    [Fact]
    public void A_stopped_batch_is_resumed_by_starting_it()
    {
        _session.Run("Stop-MigrationBatch 'Google sales' -Confirm:$false; Step-LabClock -Days 1; Start-MigrationBatch 'Google sales'; Step-LabClock -Days 20");

        Assert.Equal("Synced", _session.Tenant.Batch("Google sales").Status);
        Assert.True(_session.Tenant.Count("gmail.user").DuplicatedInArchive > 0);
        Assert.NotEmpty(_session.Try("Start-MigrationBatch 'Finished wave'").Errors);
        Assert.NotEmpty(_session.Try("Stop-MigrationBatch 'Finished wave' -Confirm:$false").Errors);
    }

    [Fact]
    public void A_removed_batch_is_gone_with_its_users()
    {
        _session.Run("Remove-MigrationBatch 'Google sales' -Confirm:$false; Step-LabClock -Hours 1");

        Assert.NotEmpty(_session.Try("Get-MigrationBatch 'Google sales'").Errors);
        Assert.NotEmpty(_session.Try("Get-MigrationUser -Identity gmail.user@contoso.example").Errors);
        _session.Run("Step-LabClock -Days 20");
        Assert.Equal(0, _session.Tenant.Count("gmail.user").DuplicatedInArchive);
    }

    [Fact]
    public void A_completed_batch_stays_and_syncs_no_more()
    {
        _session.Run("Complete-MigrationBatch 'IMAP wave 1'; Step-LabClock -Hours 1");

        Assert.Equal("CompletedWithErrors", _session.Tenant.Batch("IMAP wave 1").Status);
        Assert.Equal("Completed", _session.Run("(Get-MigrationUser -Identity anna.berg@contoso.example).Status")[0].ToString());
        _session.Run("Step-LabClock -Days 20");
        Assert.Equal(0, _session.Tenant.Count("anna.berg").DuplicatedInArchive);
    }

    [Fact]
    public void Names_are_data_however_they_look()
    {
        var batch = _session.Tenant.Batches.Single(one => one.Name.Contains("$(", StringComparison.Ordinal));

        var shown = Assert.Single(_session.Run("param($name) Get-MigrationBatch -Identity $name", batch.Name));
        Assert.Equal(batch.Name, shown.Properties["Identity"].Value);
        _session.Run("param($name) Stop-MigrationBatch -Identity $name -Confirm:$false", batch.Name);
        Assert.Equal("Stopping", batch.Status);
    }

    [Fact]
    public void A_date_of_completion_can_be_set()
    {
        _session.Run("Set-MigrationBatch 'Google sales' -CompleteAfter ([datetime]::new(2026, 1, 10, 0, 0, 0, [DateTimeKind]::Utc)); Step-LabClock -Days 6");

        Assert.Equal("Completed", _session.Tenant.Batch("Google sales").Status);
    }
}
