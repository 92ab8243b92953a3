using ExchangeArchiveSafety.Duplicates;
using ExchangeArchiveSafety.Tests.Help;

namespace ExchangeArchiveSafety.Tests.Output;

/// <summary>One object or more of every type that cmdlets write, with long, hostile and missing values, in variables of an engine.</summary>
internal static class Samples
{
    /// <summary>As long as an identity is shown whole in a wide console.</summary>
    public const string LongIdentity = "a.very.long.name.that.somebody.has.in.some.country@contoso.com";

    /// <summary>Colours, bidirectional marks, line ends.</summary>
    public const string Hostile = "a\u202Egnp\u001b[2J\u0007\u2028z";

    public const string Wide = "日本語の長い件名が続くメール🎉";

    /// <summary>Which variable holds objects of which type.</summary>
    public static readonly IReadOnlyDictionary<string, string> Variables = new Dictionary<string, string>
    {
        ["ArchiveMigrationConflict"] = "$verdicts",
        ["ArchiveForecast"] = "$verdicts.Forecast",
        ["ArchiveForecastWeek"] = "$verdicts.Forecast.Weeks",
        ["ForecastRange"] = "$verdicts.Forecast.Weeks.CameBack",
        ["Finding"] = "$verdicts.Findings",
        ["ArchivePolicySuspension"] = "$suspensions",
        ["ArchiveMigrationHistory"] = "$history",
        ["StatusChange"] = "$history.StatusChanges",
        ["ObservedLoop"] = "$history.Loops",
        ["RememberedSuspension"] = "$history.Suspensions",
        ["ArchivingSettings"] = "$suspensions.Before",
        ["LeftoverHold"] = "$leftover",
        ["ArchiveSafetyGuardPass"] = "$pass",
        ["GuardChange"] = "$pass.Changes",
        ["GuardFailure"] = "$pass.Failures",
        ["GuardWait"] = "$pass.Waiting",
        ["SettingDrift"] = "$suspensions.Drift",
        ["ArchiveDuplicateGroup"] = "$groups",
        ["ArchiveDuplicateItem"] = "$items",
        ["MailItem"] = "($items | ForEach-Object { $_.Item })",
        ["ArchiveDuplicateSummary"] = "$summaries",
        ["ArchiveDuplicateRemovalSummary"] = "$removed",
        ["ArchiveDuplicateRestoreSummary"] = "$restored",
        ["RemovalReasonCount"] = "$removed.Reasons",
        ["ArchiveQuarantineItem"] = "$saved",
        ["ArchiveDuplicateRemoval"] = "$removals",
        ["ArchiveDuplicateRestore"] = "$restores",
        ["GraphConnectionInfo"] = "$connection",
        ["ArchiveSafetyCheck"] = "$checks",
    };

    private const string Made = """
        param($long, $hostile, $wide, $folder)
        function New-Sample($type, $values) {
            $made = $type::new()
            foreach ($name in $values.Keys) { $property = $type.GetProperty($name); $property.SetValue($made, [Management.Automation.LanguagePrimitives]::ConvertTo($values[$name], $property.PropertyType)) }
            $made
        }
        $global:verdicts = Test-ArchiveMigrationConflict -IncludeSafe -Forecast
        $utc = [datetime]::SpecifyKind([datetime]'2026-10-01T10:00:00', 'Utc')
        $settings = [ExchangeArchiveSafety.ArchivingSettings]::None.With('RetentionHoldEnabled', $true).With('StartDateForRetentionHold', $null).With('EndDateForRetentionHold', $utc).With('AutoArchivingEnabled', $false)
        $reason = 'The end date was changed by somebody else while the migration went on, so the hold is left as it is and has to be looked at.'
        $drift = @(
            [ExchangeArchiveSafety.SettingDrift]::new('EndDateForRetentionHold', $null, $utc, $utc.AddMilliseconds(1500))
            [ExchangeArchiveSafety.SettingDrift]::new('AutoArchivingEnabled', $true, $false, $true)
        )
        $global:suspensions = foreach ($identity in 'b@contoso.com', $long, $hostile, $wide) {
            New-Sample ([ExchangeArchiveSafety.ArchivePolicySuspension]) @{
                Identity = $identity; Method = 'RetentionHold'; Status = 'Drifted'; Before = $settings; After = $settings; Reason = $reason; SuspendedAtUtc = $utc; Drift = [ExchangeArchiveSafety.SettingDrift[]]$drift; JournalPath = $folder
            }
            New-Sample ([ExchangeArchiveSafety.ArchivePolicySuspension]) @{ Identity = $identity; Method = 'StopMigration'; Status = 'AlreadySuspended'; Reason = '' }
        }
        $global:leftover = foreach ($identity in 'b@contoso.com', $long, $hostile, $wide) {
            New-Sample ([ExchangeArchiveSafety.LeftoverHold]) @{ Identity = $identity; Settings = $settings; SinceUtc = $utc; Origin = 'EarlierMigration'; Reason = $reason; EndingCommand = 'Set-Mailbox -Identity 3f0c5c5e-0000-4000-8000-000000000001 -RetentionHoldEnabled $false' }
            New-Sample ([ExchangeArchiveSafety.LeftoverHold]) @{ Identity = $identity; Settings = $settings; Reason = $hostile }
        }
        $global:pass = New-Sample ([ExchangeArchiveSafety.ArchiveSafetyGuardPass]) @{
            Mode = 'Protect'; StartedAtUtc = $utc; EndedAtUtc = $utc; Judged = 100000; AtRisk = 12; Left = 3; JournalPath = $folder
            Changes = [ExchangeArchiveSafety.GuardChange[]]@(foreach ($identity in 'b@contoso.com', $long, $hostile, $wide) {
                New-Sample ([ExchangeArchiveSafety.GuardChange]) @{ Identity = $identity; AtUtc = $utc; Action = 'FinishSuspension'; Method = 'RetentionHold'; Status = 'AlreadySuspended'; State = 'Conflicting'; Reason = $reason; Before = $settings; After = $settings }
            })
            Failures = [ExchangeArchiveSafety.GuardFailure[]]@(foreach ($identity in 'b@contoso.com', $long, $hostile, $wide) { [ExchangeArchiveSafety.GuardFailure]::new($identity, [guid]::Empty, 'MailboxStillAtRisk', $reason) })
            Waiting = [ExchangeArchiveSafety.GuardWait[]]@(foreach ($identity in 'b@contoso.com', $long, $hostile, $wide) { [ExchangeArchiveSafety.GuardWait]::new($identity, [guid]::Empty, $utc, $reason); [ExchangeArchiveSafety.GuardWait]::new($identity, [guid]::Empty, $null, $hostile) })
        }
        $global:history = Get-ArchiveMigrationHistory -JournalPath "$folder/j.jsonl"
        $global:groups = Find-ArchiveDuplicates -InventoryPath "$folder/i.csv"
        $global:items = @($groups.Kept) + @($groups.Surplus) + @($groups.SetAside)
        $global:summaries = Find-ArchiveDuplicates -InventoryPath "$folder/i.csv" -Summary
        $safe = [ExchangeArchiveSafety.DisplayText]::Escape($hostile)
        $global:removals = foreach ($subject in 'Offer', $safe, $wide) {
            New-Sample ([ExchangeArchiveSafety.ArchiveDuplicateRemoval]) @{ Mailbox = $long; Location = 'Archive'; FolderPath = '/Inbox'; Subject = $subject; Size = 48000; Status = 'Removed'; RemovedAtUtc = $utc; ItemId = 'A1' }
            New-Sample ([ExchangeArchiveSafety.ArchiveDuplicateRemoval]) @{ Mailbox = 'b@contoso.com'; Location = 'Primary'; FolderPath = '/Inbox/A folder in a folder'; Subject = $subject; Status = 'AlreadyRemoved'; ReasonId = 'KeptAlreadyDeleted'; Reason = $reason }
        }
        $global:restores = foreach ($subject in 'Offer', $safe, $wide) {
            New-Sample ([ExchangeArchiveSafety.ArchiveDuplicateRestore]) @{ Mailbox = $long; Location = 'Archive'; FolderPath = '/Inbox'; Subject = $subject; Status = 'Restored'; RestoredLocation = 'Primary'; RestoredFolderPath = '/Inbox' }
            New-Sample ([ExchangeArchiveSafety.ArchiveDuplicateRestore]) @{ Mailbox = 'b@contoso.com'; Location = 'Primary'; FolderPath = '/Inbox'; Subject = $subject; Status = 'AlreadyRestored'; ReasonId = 'RestoredBefore'; Reason = $reason }
        }
        $global:removed = foreach ($identity in 'b@contoso.com', $long, $safe, $wide) {
            New-Sample ([ExchangeArchiveSafety.ArchiveDuplicateRemovalSummary]) @{ Mailbox = $identity; Status = 'Completed'; Planned = 12000; Removed = 12000; Bytes = 1234567890; UndoLastsUntilUtc = $utc; Undo = $reason; QuarantinePath = $folder }
            $tally = [ExchangeArchiveSafety.CopyTally]::new($identity, $folder, 2, [Func[datetime]] { $utc })
            $tally.Add($removals[1]); $tally.Add((New-Sample ([ExchangeArchiveSafety.ArchiveDuplicateRemoval]) @{ Status = 'Skipped'; ReasonId = 'NoRoomToUndo' })); $tally.Removal($null, $reason, $null)
        }
        $global:restored = foreach ($identity in 'b@contoso.com', $long, $safe, $wide) {
            New-Sample ([ExchangeArchiveSafety.ArchiveDuplicateRestoreSummary]) @{ Mailbox = $identity; Status = 'Declined'; Planned = 100000; Reason = $reason; QuarantinePath = $folder }
        }
        $global:saved = foreach ($subject in 'Offer', $safe, $wide) {
            New-Sample ([ExchangeArchiveSafety.ArchiveQuarantineItem]) @{ Mailbox = $long; Location = 'Archive'; FolderPath = '/Inbox'; Subject = $subject; Sender = $long; SentUtc = $utc; Size = 48000; State = 'NotRemoved'; SavedAtUtc = $utc; ItemId = 'A1' }
            New-Sample ([ExchangeArchiveSafety.ArchiveQuarantineItem]) @{ Mailbox = 'b@contoso.com'; FolderPath = '/Inbox'; Subject = $subject; State = 'Damaged'; Problem = $reason; IsVerified = $false; SavedAtUtc = $utc; RemovedAtUtc = $utc; RestoredAtUtc = $utc }
        }
        $global:checks = @(Test-ArchiveSafetyReadiness) + (New-Sample ([ExchangeArchiveSafety.ArchiveSafetyCheck]) @{ Name = $wide; Category = 'Probe'; Status = 'Skipped'; Because = $safe; Remedy = $reason })
        $global:connection = New-Sample ([ExchangeArchiveSafety.GraphConnectionInfo]) @{
            GraphEndpoint = 'https://graph.microsoft.com/'; Authentication = 'InteractiveBrowser'; Account = $long; TenantId = 'd2053d28-3af6-4561-b669-a3e68c95de91'; TokenExpiresUtc = $utc
        }
        """;

    public static async Task<HelpEngine> MakeAsync(int width, string folder)
    {
        // Only the verdicts come from a tenant, and they outlive it.
        await using var server = await LabServer.StartAsync(Tenant());
        var engine = new HelpEngine(width);
        engine.Connect(server);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "i.csv"),
            InventoryText.Header + InventoryText.Pair("1", LongIdentity, Wide) + InventoryText.Pair("2", "b@contoso.com", "Minutes \u202E of a meeting with a long name that nobody remembers", "Clients/A customer with a long name/Contracts")
                + InventoryText.Row("x", "Primary", "2", "b@contoso.com", folder: "Elsewhere"));
        RememberedJournal.Write(Path.Combine(folder, "j.jsonl"), [
            .. new[] { LongIdentity, "b@contoso.com", Hostile, Wide }.Select((name, index) => RememberedJournal.Seen(name, index, "Wave with a long name " + name)),
            RememberedJournal.Suspended(1), RememberedJournal.Quiet(9), RememberedJournal.Ended("b@contoso.com", 1),
        ]);
        _ = engine.Run(Made, LongIdentity, Hostile, Wide, folder);
        return engine;
    }

    private static LabTenant Tenant() => new TenantBuilder()
        .Mailbox("b", mailbox => mailbox.PrimarySmtpAddress = "b@contoso.com")
        .Mailbox("long", mailbox => mailbox.PrimarySmtpAddress = LongIdentity)
        .Mailbox("evil", mailbox =>
        {
            mailbox.PrimarySmtpAddress = "evil" + Hostile + "@contoso.com";
            mailbox.DisplayName = Hostile;
        })
        .Mailbox("wide", mailbox => mailbox.PrimarySmtpAddress = Wide + Wide + "@contoso.com")
        .Batch("Wave 1 of the migration of everybody in Zürich " + Hostile, "IMAP", "Synced", batch => batch.User("b").User("long").User("evil").User("wide"))
        .Mailbox("old", mailbox => mailbox.PrimarySmtpAddress = "old@contoso.com")
        .Batch("Old", "ExchangeOutlookAnywhere", "Synced", batch => batch.User("old"))
        .Build();
}
