using ExchangeArchiveSafety.Lab.Tests.Session;

namespace ExchangeArchiveSafety.Lab.Tests.Commands;

public sealed class SetMailboxTests : IAsyncLifetime
{
    private LabSession _session = null!;

    public async Task InitializeAsync() => _session = await LabSession.StartAsync(Contoso.Create());

    public async Task DisposeAsync() => await _session.DisposeAsync();

    [Fact]
    public void Sets_what_it_is_told_and_nothing_else()
    {
        var mailbox = _session.Tenant.Mailbox("anna.berg");

        _session.Run("Set-Mailbox anna.berg -RetentionHoldEnabled $true -AutoArchivingEnabled $false -RetentionComment 'busy' -Confirm:$false");

        Assert.Equal((true, false, "busy"), (mailbox.RetentionHoldEnabled, mailbox.AutoArchivingEnabled, mailbox.RetentionComment));
        Assert.Equal((false, DefaultRetention.PolicyName), (mailbox.ElcProcessingDisabled, mailbox.RetentionPolicy));
    }

    [Fact]
    public void Dates_need_the_hold_to_be_on()
    {
        var mailbox = _session.Tenant.Mailbox("anna.berg");
        const string end = "-EndDateForRetentionHold ([datetime]::new(2026, 3, 1, 0, 0, 0, [DateTimeKind]::Utc))";

        Assert.NotEmpty(_session.Try("Set-Mailbox anna.berg " + end).Errors);
        Assert.NotEmpty(_session.Try("Set-Mailbox anna.berg -RetentionHoldEnabled $false " + end).Errors);
        Assert.Null(mailbox.EndDateForRetentionHold);

        _session.Run("Set-Mailbox anna.berg -RetentionHoldEnabled $true " + end);
        Assert.Equal(new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), mailbox.EndDateForRetentionHold);
        _session.Run("Set-Mailbox anna.berg -RetentionHoldEnabled $false");
        Assert.NotNull(mailbox.EndDateForRetentionHold);
        Assert.NotEmpty(_session.Try("Set-Mailbox anna.berg " + end).Errors);
    }

    [Fact]
    public void Null_clears_dates_and_policy()
    {
        var mailbox = _session.Tenant.Mailbox("hold.before");

        _session.Run("Set-Mailbox hold.before -StartDateForRetentionHold $null -EndDateForRetentionHold $null -RetentionPolicy $null");

        Assert.Equal((null, null, null), (mailbox.StartDateForRetentionHold, mailbox.EndDateForRetentionHold, mailbox.RetentionPolicy));
        Assert.True(mailbox.RetentionHoldEnabled);
    }

    [Fact]
    public void A_refused_call_changes_nothing()
    {
        var mailbox = _session.Tenant.Mailbox("anna.berg");

        Assert.NotEmpty(_session.Try("Set-Mailbox anna.berg -ElcProcessingDisabled $true -RetentionPolicy 'No such policy'").Errors);
        Assert.NotEmpty(_session.Try("Set-Mailbox anna.berg -ElcProcessingDisabled $null").Errors);

        Assert.False(mailbox.ElcProcessingDisabled);
    }

    [Fact]
    public void WhatIf_never_reaches_the_tenant()
    {
        _session.Run("Set-Mailbox anna.berg -RetentionHoldEnabled $true -WhatIf; Stop-MigrationBatch 'IMAP wave 1' -WhatIf; Stop-MigrationUser anna.berg@contoso.example -WhatIf");

        Assert.Empty(_session.Server.Exchange.Calls.All);
    }

    [Fact]
    public void The_organization_can_be_set_too()
    {
        _session.Run("Set-OrganizationConfig -ElcProcessingDisabled $true -AutoArchivingThresholdPercentage 100");
        Assert.True(_session.Tenant.Organization.ElcProcessingDisabled);
        Assert.Equal(100, _session.Run("(Get-OrganizationConfig).AutoArchivingThresholdPercentage")[0].BaseObject);
        Assert.NotEmpty(_session.Try("Set-OrganizationConfig -AutoArchivingThresholdPercentage 50").Errors);
    }

    [Fact]
    public void The_call_log_tells_who_was_set_to_what()
    {
        _session.Run("Set-Mailbox anna.berg -RetentionHoldEnabled $true");

        var call = Assert.Single(_session.Server.Exchange.Calls.Writes);
        Assert.Equal(("Set-Mailbox", "anna.berg@contoso.example", LabTenant.DefaultStart), (call.Command, call.Mailbox, call.Time));
        Assert.Equal(true, call.Parameters["RetentionHoldEnabled"]);
        Assert.Equal(["Identity", "RetentionHoldEnabled"], call.Parameters.Keys.Order());
    }

    [Fact]
    public void The_assistant_started_by_hand_runs_a_little_later()
    {
        _session.Run("Start-ManagedFolderAssistant anna.berg");
        Assert.Null(_session.Tenant.Mailbox("anna.berg").LastAssistantRun);
        _session.Run("Step-LabClock -Minutes 11");
        Assert.NotNull(_session.Tenant.Mailbox("anna.berg").LastAssistantRun);
    }
}
