namespace ExchangeArchiveSafety.Core.Tests;

/// <summary>Records that bytes decide: every kind, of few mailboxes, in any order, concluded or not.</summary>
internal static class JournalProgram
{
    private static readonly SuspensionStatus[] Statuses = [SuspensionStatus.Suspended, SuspensionStatus.Unverified, SuspensionStatus.Resumed, SuspensionStatus.PartlyResumed];

    public static List<JournalRecord> Of(IEnumerable<(byte What, byte How)> program) => [.. program.Select(Record)];

    /// <summary>Everything that runs ask a journal, as text.</summary>
    public static string Tell(IEnumerable<JournalRecord> records)
    {
        var (suspensions, copies, probes, memory) = (new SuspensionLedger(), new RemovalLedger(), new ProbeLedger(), new MigrationMemory());
        foreach (var record in records)
        {
            foreach (IJournalReader ledger in new JournalLedger[] { suspensions, copies, probes, memory })
            {
                ledger.Add(record);
            }
        }

        var told = new List<string>(suspensions.All.Select(Tell)) { "open" };
        told.AddRange(suspensions.Open.Select(one => one.Id.ToString()));
        told.AddRange(Enumerable.Range(1, 6).Select(id => "in force " + memory.InForceSinceUtc(Run(id))));
        foreach (var number in Enumerable.Range(0, 4))
        {
            told.AddRange(memory.HeldOff(Mailbox(number)).Select(period => period.ToString()));
            told.Add(Mailbox(number) + ": " + suspensions.RecordsOf(Mailbox(number)) + " " + string.Join(',', suspensions.OpenOf(Mailbox(number)).Select(one => one.Id)));
            told.Add(copies.RecordsOf("M" + number) + " " + probes.RecordsOf("M" + number) + " " + string.Join(',', copies.OpenRemovals("M" + number).Select(item => item.ItemId)));
            told.AddRange(Enumerable.Range(0, 6).Select(item => copies.Of("M" + number, "I" + item)?.ToString() ?? "-"));
            told.AddRange(Enumerable.Range(0, 6).Select(item => copies.IsOthersBroughtBack("M" + number, "I0", "N" + item).ToString()));
        }

        told.Add(probes.HasPassed + " " + string.Join(',', probes.Open.Select(probe => probe.ToString()).Order()));
        return string.Join('\n', told);
    }

    private static string Tell(JournaledSuspension one) =>
        one with { Before = ArchivingSettings.None, After = ArchivingSettings.None, Earlier = [] } + Json(one.Before) + Json(one.After) + string.Concat(one.Earlier.Select(Json));

    private static string Json(ArchivingSettings settings) => System.Text.Json.JsonSerializer.Serialize(settings);

    private static Guid Mailbox(int number) => new(number + 1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9);

    private static Guid Run(int number) => number == 0 ? Guid.Empty : new(number, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5);

    private static JournalRecord Record((byte What, byte How) step, int index)
    {
        var (what, how) = step;
        var kind = (what & 8) == 0 ? JournalRecordKind.Intent : JournalRecordKind.Outcome;
        var at = World.At(index / 7d);
        var mailbox = what % 4;
        var sort = (what >> 4) % 4;
        return sort switch
        {
            0 => new CopyRecord
            {
                RemovalId = Run(1 + (how % 3)),
                Run = Run(how % 4),
                Kind = kind,
                Operation = (what & 4) == 0 ? JournalOperation.Remove : JournalOperation.Restore,
                AtUtc = at,
                MailboxId = "M" + mailbox,
                Identity = "anna" + mailbox,
                Items = [.. Enumerable.Range(how % 4, 1 + (how % 3)).Select(item => new JournalItem
                {
                    ItemId = "I" + item,
                    FolderPath = "In\ud83dbox",
                    State = kind == JournalRecordKind.Intent ? default : (JournalItemState)(how % 6),
                    NewItemId = kind == JournalRecordKind.Outcome && (how & 16) != 0 ? "N" + (how % 6) : null,
                })],
            },
            1 => new ProbeRecord
            {
                ProbeId = Run(1 + (how % 3)),
                Kind = kind,
                Operation = JournalOperation.Probe,
                AtUtc = at,
                MailboxId = "M" + mailbox,
                Step = (ProbeStep)(how % 4),
                Closed = (how & 16) != 0,
                Passed = (how & 32) != 0,
            },
            _ => new SuspensionRecord
            {
                // The mailbox is that of the suspension, but for a record that somebody made up.
                SuspensionId = Run(1 + (how % 6)),
                ExchangeGuid = Mailbox(how == 77 ? 3 : how % 3),
                Run = Run(mailbox),
                Kind = kind,
                Operation = (what & 4) == 0 ? JournalOperation.Suspend : JournalOperation.Resume,
                AtUtc = at,
                Tenant = (how & 64) != 0 ? "contoso.onmicrosoft.com" : null,
                Identity = "anna \ud83d" + (how & 1),
                Method = (SuspensionMethod)(how % 2),
                ExternallyMigrating = how == 5,
                Before = kind == JournalRecordKind.Intent ? Settings(how) : null,
                After = kind == JournalRecordKind.Intent ? Settings((byte)~how) : (how & 8) != 0 ? ArchivingSettings.OfMigration("Wave: Stopped") : null,
                Status = kind == JournalRecordKind.Outcome ? Statuses[how % Statuses.Length] : null,
                Restored = kind == JournalRecordKind.Outcome && (what & 4) != 0 ? [ArchivingSetting.RetentionHoldEnabled] : null,
                Closed = kind == JournalRecordKind.Outcome && (how & 32) != 0,
                Reason = kind == JournalRecordKind.Outcome ? "because " + (how % 5) : null,
            },
        };
    }

    private static ArchivingSettings Settings(byte how)
    {
        var settings = ArchivingSettings.None.With(ArchivingSetting.RetentionHoldEnabled, (how & 1) != 0);
        settings = (how & 2) != 0 ? settings.With(ArchivingSetting.EndDateForRetentionHold, World.At(how)) : settings;
        return (how & 4) != 0 ? settings.With(ArchivingSetting.AutoArchivingEnabled, (how & 8) != 0) : settings;
    }
}
