using ExchangeArchiveSafety.Lab.Graph;
using ExchangeArchiveSafety.Lab.Graph.Trouble;
using Assert = Xunit.Assert;

namespace ExchangeArchiveSafety.Tests.Removal;

/// <summary>Results for people: one row a mailbox, what the server's own undo is worth, and what lies in quarantine.</summary>
public sealed class ResultTests
{
    private const string Both = "Find-ArchiveDuplicates anna@contoso.example, ben@contoso.example | Remove-ArchiveDuplicates @Careful -MaximumPercent 100";

    private readonly string _quarantine = TestProcess.NewPath("quarantine");

    [Fact]
    public async Task A_mailbox_is_one_row_planned_and_removed_and_brought_back()
    {
        await using var session = await StartAsync();
        var planned = Run(session, Both + " -WhatIf").Clean().Output;
        Assert.Equal(["anna@contoso.example WhatIf 3 3 0 0", "ben@contoso.example WhatIf 3 3 0 0"], planned.Select(Row));
        Assert.False(Directory.Exists(_quarantine));

        var removed = Run(session, Both).Clean();
        Assert.Equal(["anna@contoso.example Completed 3 3 0 0", "ben@contoso.example Completed 3 3 0 0"], removed.Output.Select(Row).Order());
        var until = (DateTime)removed.Output[0].Properties["UndoLastsUntilUtc"].Value;
        Assert.InRange(until, session.Tenant.Now.AddDays(14).AddMinutes(-1), session.Tenant.Now.AddDays(14).AddMinutes(5));
        Assert.Equal(planned.Sum(row => Of<long>(row, "Bytes")), removed.Output.Sum(row => Of<long>(row, "Bytes")));
        Assert.Equal(2, removed.Warnings.Count(warning => warning.Contains("gives back what is removed until", StringComparison.Ordinal)));

        Assert.Equal(["anna@contoso.example WhatIf 3 3 0 0"], Run(session, "Restore-ArchiveDuplicates @Careful -Mailbox anna* -WhatIf").Clean().Output.Select(Row));
        Assert.Equal(["anna@contoso.example Completed 3 3 0 0", "ben@contoso.example Completed 3 3 0 0"], Run(session, "Restore-ArchiveDuplicates @Careful").Clean().Output.Select(Row).Order());
        Assert.Equal(["anna@contoso.example Completed 3 0 0 0"], Run(session, "Restore-ArchiveDuplicates @Careful -Mailbox anna@contoso.example").Clean().Output.Select(Row));
    }

    [Fact]
    public async Task A_refused_mailbox_is_one_error_and_one_row()
    {
        await using var session = await StartAsync();
        var outcome = Run(session, "Find-ArchiveDuplicates anna@contoso.example | Remove-ArchiveDuplicates @Careful");
        var error = outcome.OneError("RemovalAboveCeiling", ErrorCategory.LimitsExceeded);
        Assert.Equal("anna@contoso.example Refused 3 0 3 0", Row(Assert.Single(outcome.Output)));
        Assert.Equal(error.ToString(), Of<string>(outcome.Output[0], "Reason"));
    }

    [Fact]
    public async Task A_mailbox_that_graph_does_not_know_is_a_row_too_and_the_others_go_on()
    {
        await using var session = await StartAsync();
        session.Engine.Runspace.SessionStateProxy.SetVariable("Plan", TestProcess.NewPath("plan.jsonl"));
        _ = Run(session, "$null = Find-ArchiveDuplicates anna@contoso.example, ben@contoso.example -GroupsPath $Plan").Clean();
        session.Server.Graph.Faults.Add(new GraphFault(GraphFaultKind.Forbidden) { Route = GraphRoute.Settings, Times = 1 });
        var outcome = Run(session, "Remove-ArchiveDuplicates -GroupsPath $Plan @Careful -MaximumPercent 100");
        Assert.Single(outcome.ErrorIds);
        Assert.Equal(["anna@contoso.example Failed 3 0 3 0", "ben@contoso.example Completed 3 3 0 0"], outcome.Output.Select(Row).Order());
        Assert.NotEmpty(Of<string>(outcome.Output[0], "Reason"));
    }

    [Fact]
    public async Task What_recoverable_items_have_no_room_for_stays_and_half_a_run_says_so()
    {
        await using var session = await StartAsync();
        var anna = session.Tenant.Mailbox("anna");
        var size = anna.Primary.FindFolder("/Inbox")!.Items.Max(item => item.Size);
        anna.RecoverableItemsWarningQuota = size * 2;
        var outcome = Run(session, "Find-ArchiveDuplicates anna@contoso.example | Remove-ArchiveDuplicates @Careful -MaximumPercent 100");
        Assert.Equal("anna@contoso.example Partial 3 2 1 0", Row(Assert.Single(outcome.Clean().Output)));
        Assert.Equal("NoRoomToUndo: 1", outcome.Output[0].Properties["Reasons"].Value.ToString());
        Assert.Equal(2, session.Server.Graph.Deletes.Count);
        Assert.Contains("room for 2 of 3 copies", Of<string>(outcome.Output[0], "Undo"), StringComparison.Ordinal);

        // Now they are full: refused, one error and one row; and whoever insists is told that nothing is promised.
        outcome = Run(session, "Find-ArchiveDuplicates anna@contoso.example | Remove-ArchiveDuplicates @Careful -MaximumPercent 100");
        Assert.Equal("anna@contoso.example", outcome.OneError("RemovalAboveQuota", ErrorCategory.LimitsExceeded).TargetObject);
        Assert.Equal("anna@contoso.example Refused 1 0 1 0", Row(Assert.Single(outcome.Output)));
        outcome = Run(session, "Find-ArchiveDuplicates anna@contoso.example | Remove-ArchiveDuplicates @Careful -MaximumPercent 100 -IgnoreRecoverableItemsQuota");
        Assert.Equal("anna@contoso.example Completed 1 1 0 0", Row(Assert.Single(outcome.Clean().Output)));
        Assert.Null(outcome.Output[0].Properties["UndoLastsUntilUtc"].Value);
        Assert.Equal(3, session.Server.Graph.Deletes.Count);
    }

    [Fact]
    public async Task Without_an_exchange_session_sizes_come_from_graph_and_no_time_is_promised()
    {
        await using var session = await StartAsync(connect: false);
        session.Tenant.SoftDelete(session.Tenant.PutMessage("anna", "/Inbox").Resize(123L << 20));
        var outcome = Run(session, "Find-ArchiveDuplicates anna@contoso.example | Remove-ArchiveDuplicates @Careful -MaximumPercent 100 -MigrationEnded");
        var summary = Assert.Single(outcome.Clean().Output);
        Assert.Equal("anna@contoso.example Completed 3 3 0 0", Row(summary));
        Assert.Null(summary.Properties["UndoLastsUntilUtc"].Value);
        Assert.Contains("of the primary mailbox hold 123 MB", Of<string>(summary, "Undo"), StringComparison.Ordinal);
        Assert.Contains("Only the quarantine is sure", Of<string>(summary, "Undo"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quota_that_is_reached_stops_that_mailbox_and_the_others_go_on()
    {
        await using var session = await StartAsync();
        var anna = session.Tenant.Mailbox("anna");
        (anna.LitigationHoldEnabled, anna.RecoverableItemsQuota) = (true, 1);
        var outcome = Run(session, Both + " -IgnoreRecoverableItemsQuota");
        Assert.Equal("anna@contoso.example", outcome.OneError("RecoverableItemsFull", ErrorCategory.LimitsExceeded).TargetObject);
        Assert.Equal(["Completed 3", "Failed 0"], outcome.Output.Select(row => row.Properties["Status"].Value + " " + row.Properties["Removed"].Value).Order());
        Assert.Contains("RecoverableItemsFull", outcome.Output.Single(row => row.Properties["Status"].Value.ToString() == "Failed").Properties["Reasons"].Value.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_quarantine_is_listed_filtered_verified_and_piped()
    {
        await using var session = await StartAsync();
        _ = Run(session, Both).Clean();
        Assert.Equal(6, Run(session, "Get-ArchiveQuarantine $Quarantine").Clean().Output.Count(item => item.Properties["State"].Value.ToString() == "Saved" || item.Properties["RemovedAtUtc"].Value is DateTime));
        var listed = Run(session, "Get-ArchiveQuarantine $Quarantine -JournalPath $Journal -Mailbox b*@contoso.example -State Removed -Verify").Clean().Output;
        Assert.Equal(3, listed.Count);
        Assert.All(listed, item => Assert.Equal(("ben@contoso.example", true), (Of<string>(item, "Mailbox"), item.Properties["IsVerified"].Value)));
        Assert.Empty(Run(session, "Get-ArchiveQuarantine $Quarantine -JournalPath $Journal -RemovedAfter ([datetime]'2099-01-01')").Clean().Output);
        Assert.Equal(6, Run(session, "Get-ArchiveQuarantine $Quarantine -JournalPath $Journal -RemovedBefore ([datetime]'2099-01-01')").Clean().Output.Count);
        Assert.Equal(["QuarantineItemNotFound"], Run(session, "Get-ArchiveQuarantine $Quarantine nobody@contoso.example").ErrorIds);

        var guid = session.Tenant.Mailbox("anna").ExchangeGuid;
        Assert.Equal(3, Run(session, $"Get-ArchiveQuarantine $Quarantine {guid}").Clean().Output.Count);
        Assert.Equal(
            ["ben@contoso.example Completed 1 1 0 0"],
            Run(session, "@(Get-ArchiveQuarantine $Quarantine ben@contoso.example)[0] | Restore-ArchiveDuplicates @Careful").Clean().Output.Select(Row));
        Assert.Equal(["Removed", "Removed", "Restored"], Run(session, "Get-ArchiveQuarantine $Quarantine ben@* -JournalPath $Journal").Clean().Output.Select(item => item.Properties["State"].Value.ToString()!).Order());
    }

    [Fact]
    public async Task A_quarantine_that_was_thinned_out_is_named_file_by_file_and_nothing_doubtful_comes_back()
    {
        await using var session = await StartAsync();
        _ = Run(session, "Find-ArchiveDuplicates anna@contoso.example | Remove-ArchiveDuplicates @Careful -MaximumPercent 100").Clean();
        var files = Directory.GetFiles(_quarantine, "*.item").Order(StringComparer.Ordinal).ToList();
        File.Delete(files[0]);
        await File.AppendAllTextAsync(files[1], "x");
        File.Delete(Path.Combine(_quarantine, Path.GetFileName(files[2]).Split('-')[0] + ".json"));

        var listed = Run(session, "Get-ArchiveQuarantine $Quarantine");
        Assert.Equal(Enumerable.Repeat("QuarantineDamaged", 3), listed.ErrorIds);
        Assert.Equal(files, listed.Errors.Select(error => error.TargetObject.ToString()!).Order(StringComparer.Ordinal));
        Assert.Equal(["Damaged", "Damaged"], listed.Output.Select(item => item.Properties["State"].Value.ToString()!));

        var restored = Run(session, "Restore-ArchiveDuplicates @Careful");
        Assert.Equal(["RestoreFailed", "RestoreFailed"], restored.ErrorIds);
        Assert.Contains(restored.Warnings, warning => warning.Contains("Get-ArchiveQuarantine", StringComparison.Ordinal));
        Assert.Equal("anna@contoso.example Failed 2 0 0 2", Row(Assert.Single(restored.Output)));
        Assert.Empty(session.Server.Graph.Calls.Of(GraphRoute.Import));
    }

    [Xunit.Theory]
    [Xunit.InlineData("-Mailbox ([guid]'{0}')")]
    [Xunit.InlineData("-Mailbox anna")]
    [Xunit.InlineData("-Mailbox (Get-Mailbox anna)")]
    [Xunit.InlineData("-Mailbox anna.second@contoso.example")]
    public async Task Restoring_takes_a_mailbox_by_any_of_its_names(string named)
    {
        await using var session = await StartAsync();
        session.Tenant.Mailbox("anna").OtherAddresses.Add("anna.second@contoso.example");
        _ = Run(session, Both).Clean();
        var script = "Restore-ArchiveDuplicates @Careful " + string.Format(System.Globalization.CultureInfo.InvariantCulture, named, session.Tenant.Mailbox("anna").ExchangeGuid);
        Assert.Equal(["anna@contoso.example Completed 3 3 0 0"], Run(session, script).Clean().Output.Select(Row));
    }

    [Fact]
    public async Task Mailbox_objects_of_the_pipe_are_taken_too()
    {
        await using var session = await StartAsync();
        _ = Run(session, Both).Clean();
        Assert.Equal(["ben@contoso.example Completed 3 3 0 0"], Run(session, "Get-Mailbox ben | Restore-ArchiveDuplicates @Careful").Clean().Output.Select(Row));
    }

    [Fact]
    public async Task All_mailboxes_without_an_archive_are_one_warning()
    {
        await using var session = await StartAsync();
        session.Tenant.Mailbox("anna").WithoutArchive();
        session.Tenant.Mailbox("ben").WithoutArchive();
        var warning = Assert.Single(Run(session, "Find-ArchiveDuplicates anna@contoso.example, ben@contoso.example").Clean().Warnings);
        Assert.Contains("'anna@contoso.example', 'ben@contoso.example'", warning, StringComparison.Ordinal);
    }

    private static async Task<LabSession> StartAsync(bool connect = true)
    {
        var tenant = new TenantBuilder().Mailbox("anna").Mailbox("ben").Build();
        foreach (var (mailbox, number) in new[] { "anna", "ben" }.SelectMany(mailbox => Enumerable.Range(0, 3).Select(number => (mailbox, number))))
        {
            var kept = tenant.PutMessage(mailbox, "/Inbox", inArchive: true, createdUtc: tenant.Now.AddDays(-9 + number));
            _ = tenant.PutCopy(mailbox, kept, createdUtc: tenant.Now.AddDays(-5));
        }

        var session = await LabSession.StartAsync(tenant, connect: connect);
        session.ConnectGraph();
        return session;
    }

    private Outcome Run(LabSession session, string script)
    {
        var variables = session.Engine.Runspace.SessionStateProxy;
        variables.SetVariable("Quarantine", _quarantine);
        variables.SetVariable("Journal", session.Journal);
        variables.SetVariable("Careful", new System.Collections.Hashtable { ["QuarantinePath"] = _quarantine, ["JournalPath"] = session.Journal, ["Confirm"] = false });
        return session.Try(script);
    }

    private static string Row(PSObject row) =>
        string.Join(' ', new[] { "Mailbox", "Status", "Planned", row.Properties["Removed"] is null ? "Restored" : "Removed", "Stayed", "Failed" }.Select(name => row.Properties[name].Value));

    private static T Of<T>(PSObject row, string property) => (T)row.Properties[property].Value;
}
