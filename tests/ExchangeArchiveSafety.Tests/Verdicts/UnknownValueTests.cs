namespace ExchangeArchiveSafety.Tests.Verdicts;

/// <summary>Values of closed vocabularies in the shapes in which sessions hand them over.</summary>
public class UnknownValueTests
{
    private const string Tag = "Default 2 year move to archive";

    public static TheoryData<string, string, string> Values => new()
    {
        // Property, what the session gives, the verdict on a mailbox that conflicts with the documented value.
        { "RetentionAction", "5", "Indeterminate" },
        { "RetentionAction", "[byte]5", "Indeterminate" },
        { "RetentionAction", "$null", "Indeterminate" },
        { "RetentionAction", "''", "Indeterminate" },
        { "RetentionAction", "'Move to archive'", "Indeterminate" },
        { "RetentionAction", "@('MoveToArchive', 'PermanentlyDelete')", "Indeterminate" },
        { "RetentionAction", "[pscustomobject]@{ Value = 5 }", "Indeterminate" },
        { "RetentionAction", "[pscustomobject]@{ Value = 5; Name = 'MoveToArchive' }", "Conflicting" },
        { "RetentionAction", "[pscustomobject]@{ Value = 'MoveToArchive' }", "Conflicting" },
        { "RetentionAction", "[DayOfWeek]::Friday", "Indeterminate" },
        { "RetentionAction", "([MockAction]::MoveToArchive)", "Conflicting" },
        { "RetentionAction", "([enum]::ToObject([MockAction], 5))", "Indeterminate" },
        { "RetentionAction", "([MockAction]::PermanentlyDelete)", "Safe" },
        { "RetentionAction", "'movetoarchive'", "Conflicting" },
        { "Type", "20", "Indeterminate" },
        { "Type", "$null", "Indeterminate" },
        { "Type", "'Alle'", "Indeterminate" },
        { "Type", "'All'", "Conflicting" },
        { "Type", "'Inbox'", "Safe" },
        { "RetentionEnabled", "'Ja'", "Indeterminate" },
        { "RetentionEnabled", "1", "Indeterminate" },
        { "RetentionEnabled", "'True'", "Conflicting" },
        { "RetentionEnabled", "'False'", "Safe" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_of_a_tag_that_nobody_knows_never_reassures(string property, string value, string expected)
    {
        using var engine = Sessions.MockTenant.Start();
        engine.Run("enum MockAction { PermanentlyDelete = 1; MoveToArchive = 3 }");
        engine.Run(
            $$"""
            function global:Get-RetentionPolicyTag {
                param($Identity, $Mailbox, [switch]$OptionalInMailbox)
                if ($OptionalInMailbox) { return }
                $tag = @{ Name = '{{Tag}}'; Type = 'All'; RetentionAction = 'MoveToArchive'; RetentionEnabled = $true; AgeLimitForRetention = '730.00:00:00' }
                $tag['{{property}}'] = {{value}}
                [pscustomobject]$tag
                [pscustomobject]@{ Name = '1 Week Delete'; Type = 'Personal'; RetentionAction = 'DeleteAndAllowRecovery'; RetentionEnabled = $true; AgeLimitForRetention = '7.00:00:00' }
            }
            """);

        var verdict = engine.Try("Test-ArchiveMigrationConflict ada@fabrikam.example").Clean().Verdicts[0];

        Assert.Equal(expected, verdict.State);
    }

    [Theory]
    [InlineData("MigrationType", "1", "Indeterminate")]
    [InlineData("MigrationType", "$null", "Indeterminate")]
    [InlineData("MigrationType", "'Remote move'", "Indeterminate")]
    [InlineData("Status", "5", "Conflicting")]
    [InlineData("Status", "'Abgeschlossen'", "Conflicting")]
    public void A_value_of_a_batch_that_nobody_knows_never_reassures(string property, string value, string expected)
    {
        using var engine = Sessions.MockTenant.Start();
        engine.Run(
            $$"""
            function global:Get-MigrationBatch {
                $batch = @{ Identity = 'IMAP one'; Status = 'Synced'; MigrationType = 'IMAP'; TotalCount = 7 }
                $batch['{{property}}'] = {{value}}
                [pscustomobject]$batch
            }
            """);

        Assert.Equal(expected, engine.Try("Test-ArchiveMigrationConflict ada@fabrikam.example").Verdicts[0].State);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("$null")]
    [InlineData("'Kein'")]
    public void An_archive_status_that_nobody_knows_denies_no_archive(string value)
    {
        using var engine = Sessions.MockTenant.Start();
        engine.Run("($global:Mock.Mailboxes | Where-Object { $_.Alias -eq 'bob' }).ArchiveStatus = " + value);

        Assert.Equal("Indeterminate", engine.Try("Test-ArchiveMigrationConflict bob@fabrikam.example").Clean().Verdicts[0].State);
    }

    [Theory]
    [InlineData("'BatchGuid' = [guid]'00000000-0000-0000-0000-000000000061'", "Safe")]
    [InlineData("'BatchGuid' = [guid]'00000000-0000-0000-0000-000000000060'", "Conflicting")]
    [InlineData("'BatchId' = '00000000-0000-0000-0000-000000000061'", "Safe")]
    [InlineData("'BatchId' = [pscustomobject]@{ Name = 'IMAP one'; BatchGuid = '00000000-0000-0000-0000-000000000061' }", "Safe")]
    [InlineData("'BatchId' = 'IMAP one'", "Conflicting")]
    public void A_user_is_joined_with_its_batch_by_guid_where_it_tells_one(string tells, string expected)
    {
        using var engine = Sessions.MockTenant.Start();
        engine.Run(
            $$"""
            function global:Get-MigrationBatch {
                [pscustomobject]@{ Identity = 'IMAP one'; BatchGuid = [guid]'00000000-0000-0000-0000-000000000060'; Status = 'Synced'; MigrationType = 'IMAP'; TotalCount = 1 }
                [pscustomobject]@{ Identity = 'IMAP one'; BatchGuid = [guid]'00000000-0000-0000-0000-000000000061'; Status = 'Synced'; MigrationType = 'ExchangeRemoteMove'; TotalCount = 1 }
            }
            function global:Get-MigrationUser {
                $user = @{ Identity = 'ada@fabrikam.example'; BatchId = 'IMAP one'; Status = 'Synced' }
                foreach ($pair in @{ {{tells}} }.GetEnumerator()) { $user[$pair.Key] = $pair.Value }
                [pscustomobject]$user
            }
            """);

        Assert.Equal(expected, engine.Try("Test-ArchiveMigrationConflict ada@fabrikam.example").Verdicts[0].State);
    }

    [Fact]
    public void A_count_that_lags_is_one_warning_and_leaves_what_was_read_as_it_is()
    {
        using var engine = Sessions.MockTenant.Start();
        var expected = engine.Try("Test-ArchiveMigrationConflict -IncludeSafe").Clean().Verdicts.Select(verdict => verdict.Alias + ": " + verdict.State).ToList();
        engine.Run("foreach ($user in @($global:Mock.Users)[8..8]) { $global:Mock.Users = @($global:Mock.Users | Where-Object { $_ -ne $user }) }");
        engine.Run("${function:global:Get-OneBatch} = ${function:global:Get-MigrationBatch}");
        engine.Run("function global:Get-MigrationBatch { Get-OneBatch | ForEach-Object { $_.TotalCount += 4; $_ } }");

        var outcome = engine.Try("Test-ArchiveMigrationConflict -IncludeSafe");

        Assert.Equal(expected.Where(line => !line.StartsWith("ivy", StringComparison.Ordinal)), outcome.Verdicts.Select(verdict => verdict.Alias + ": " + verdict.State));
        Assert.Empty(outcome.Errors);
        Assert.Single(outcome.Warnings);
        Assert.Contains("IMAP one", outcome.Warnings[0], StringComparison.Ordinal);
        Assert.Equal("Indeterminate", engine.Try("Test-ArchiveMigrationConflict ivy@fabrikam.example").Verdicts[0].State);
    }
}
