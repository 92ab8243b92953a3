namespace ExchangeArchiveSafety;

/// <summary>Finds what holds archiving off without anybody answering for it. What is not known explains nothing. Pure.</summary>
/// <param name="migrations">Who migrates.</param>
/// <param name="suspensions">Every suspension that the journal knows, open and closed.</param>
/// <param name="memory">What the journal remembers of migrations.</param>
/// <param name="asOfUtc">The time that is asked about, UTC.</param>
/// <param name="prefix">What stands before the nouns of the session's commands.</param>
public sealed class LeftoverHolds(MigrationDirectory migrations, IReadOnlyList<JournaledSuspension> suspensions, MigrationMemory memory, DateTime asOfUtc, string prefix)
{
    private readonly ILookup<Guid, JournaledSuspension> _suspensions = suspensions.ToLookup(one => one.ExchangeGuid);

    /// <summary>The settings that a verdict on a mailbox needs and that were not returned.</summary>
    /// <param name="mailbox">The mailbox.</param>
    public static IEnumerable<ArchivingSetting> NotReturned(Mailbox mailbox) => new[]
    {
        // A hold that is off holds nothing, whatever its dates are.
        (ArchivingSetting.RetentionHoldEnabled, mailbox.RetentionHoldEnabled.IsKnown),
        (ArchivingSetting.StartDateForRetentionHold, mailbox.StartDateForRetentionHold.IsKnown || mailbox.RetentionHoldEnabled.Is(false)),
        (ArchivingSetting.EndDateForRetentionHold, mailbox.EndDateForRetentionHold.IsKnown || mailbox.RetentionHoldEnabled.Is(false)),
        (ArchivingSetting.ElcProcessingDisabled, mailbox.ElcProcessingDisabled.IsKnown),
        (ArchivingSetting.AutoArchivingEnabled, mailbox.AutoArchivingEnabled.IsKnown),
    }.Where(setting => !setting.Item2).Select(setting => setting.Item1);

    /// <summary>What holds archiving of a mailbox off unexplained; null for nothing.</summary>
    /// <param name="mailbox">The mailbox with its settings.</param>
    public LeftoverHold? Of(Mailbox mailbox)
    {
        var current = ArchivingSettings.Of(mailbox);
        var own = _suspensions[mailbox.ExchangeGuid].ToList();
        var held = HeldOff(mailbox).Where(setting => !own.Exists(one => one.IsOpen && Answers(one, setting, current))).ToList();
        var records = migrations.Of(mailbox);
        if (held.Count == 0 || records.Any(record => record.Activity != MigrationActivity.Ended))
        {
            return null;
        }

        var hasHold = held.Contains(ArchivingSetting.RetentionHoldEnabled);
        var (since, sinceSentence) = Since(mailbox, current, held, own);
        var (origin, originSentence) = Origin(mailbox, records, own, hasHold);
        var mayMigrate = records.Count == 0 && migrations.MayMissUsers;
        return new()
        {
            Identity = mailbox.Identity,
            ExchangeGuid = mailbox.ExchangeGuid,
            Settings = current.Only(hasHold ? held.Concat(HoldSetting.Properties) : held),
            SinceUtc = since,
            Origin = origin,
            Reason = string.Join(" ", held.Select(setting => Sentence(setting, mailbox)).Append(sinceSentence).Append(originSentence).Concat(mayMigrate ? [CoreMessages.LeftoverListShort] : [])),
            EndingCommand = mayMigrate ? "" : Command(mailbox.ExchangeGuid, held),
        };
    }

    private IEnumerable<ArchivingSetting> HeldOff(Mailbox mailbox)
    {
        var windows = RetentionHoldWindow.Possible(mailbox, asOfUtc, null);
        if (mailbox.RetentionHoldEnabled.Is(true) && !windows.Contains(HoldWindow.None))
        {
            yield return ArchivingSetting.RetentionHoldEnabled;
        }

        if (mailbox.ElcProcessingDisabled.Is(true))
        {
            yield return ArchivingSetting.ElcProcessingDisabled;
        }

        if (mailbox.AutoArchivingEnabled.Is(false))
        {
            yield return ArchivingSetting.AutoArchivingEnabled;
        }
    }

    // Versions that recorded only what they wrote left out a hold that stood already.
    private static bool Answers(JournaledSuspension suspension, ArchivingSetting setting, ArchivingSettings current) =>
        suspension.IsOurs(setting, current) || (setting == ArchivingSetting.RetentionHoldEnabled && suspension.Method == SuspensionMethod.RetentionHold);

    private static string Sentence(ArchivingSetting setting, Mailbox mailbox) => setting switch
    {
        ArchivingSetting.ElcProcessingDisabled => CoreMessages.LeftoverProcessing,
        ArchivingSetting.AutoArchivingEnabled => CoreMessages.LeftoverAutoArchiving,
        _ => mailbox.EndDateForRetentionHold.Or(null) is { } end ? DisplayText.Sentence(CoreMessages.LeftoverHoldUntil, end) : CoreMessages.LeftoverHold,
    };

    private static (DateTime? Utc, string Sentence) Since(Mailbox mailbox, ArchivingSettings current, List<ArchivingSetting> held, List<JournaledSuspension> own)
    {
        // What a suspension found is what stood before it; whatever one did not find began after that one.
        var told = own.Where(one => held.TrueForAll(one.Before.Has)).OrderByDescending(one => one.SuspendedAtUtc);
        var found = told.TakeWhile(one => held.TrueForAll(setting => current.Has(setting, one.Before[setting]))).Select(one => (DateTime?)one.SuspendedAtUtc).Min();
        return held.Count == 1 && held[0] == ArchivingSetting.RetentionHoldEnabled && mailbox.StartDateForRetentionHold.Or(null) is { } start ? (start, DisplayText.Sentence(CoreMessages.LeftoverSinceStart, start))
            : found is { } at ? (at, DisplayText.Sentence(CoreMessages.LeftoverSinceJournal, at))
            : (null, CoreMessages.LeftoverSinceUnknown);
    }

    private (LeftoverOrigin Origin, string Sentence) Origin(Mailbox mailbox, IReadOnlyList<MigrationRecord> records, List<JournaledSuspension> own, bool hasHold)
    {
        var known = records.Select(record => (Batch: record.Batch?.Identity ?? record.User.BatchId.Or(null), Type: record.MigrationType.Or(null), LastUtc: (DateTime?)null))
            .Concat(memory.UsersOf(mailbox).Select(user => (user.Known.Batch, Type: TypeOf(user), LastUtc: (DateTime?)user.LastSeenUtc))).ToList();
        if (hasHold && known.Find(one => IsImport(one.Type)) is { Type: not null } import)
        {
            return (LeftoverOrigin.PstImport, DisplayText.Sentence(CoreMessages.LeftoverImport, import.Batch));
        }

        if (hasHold && known.Find(one => IsMove(one.Type)) is { Type: not null } move)
        {
            return (LeftoverOrigin.RemoteMove, DisplayText.Sentence(CoreMessages.LeftoverMove, move.Batch));
        }

        var earlier = known.Where(one => !IsImport(one.Type) && Vocabularies.MigrationType.Of(one.Type) != MigrationKind.Unaffected).OrderByDescending(one => one.LastUtc ?? DateTime.MaxValue).ToList();
        var closed = own.Where(one => !one.IsOpen).OrderByDescending(one => one.SuspendedAtUtc).FirstOrDefault();
        return earlier.Count > 0 ? (LeftoverOrigin.EarlierMigration, earlier[0].LastUtc is { } last
                ? DisplayText.Sentence(CoreMessages.LeftoverMigrated, earlier[0].Batch, last)
                : DisplayText.Sentence(CoreMessages.LeftoverEnded, earlier[0].Batch))
            : closed is not null ? (LeftoverOrigin.EarlierMigration, DisplayText.Sentence(CoreMessages.LeftoverClosed, closed.SuspendedAtUtc))
            : (LeftoverOrigin.Unknown, hasHold && mailbox.StartDateForRetentionHold.Is(null) && mailbox.EndDateForRetentionHold.Is(null) ? CoreMessages.LeftoverBareHold : CoreMessages.LeftoverUnknown);
    }

    private string? TypeOf(RememberedUser user)
    {
        var types = memory.Batches.Where(batch => user.Known.BatchGuid != Guid.Empty ? batch.Known.BatchGuid == user.Known.BatchGuid : string.Equals(batch.Known.Name, user.Known.Batch, StringComparison.OrdinalIgnoreCase))
            .Select(batch => batch.Known.Type).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return types.Count == 1 ? types[0] : null;
    }

    private static bool IsMove(string? type) => string.Equals(type?.Trim(), "ExchangeRemoteMove", StringComparison.OrdinalIgnoreCase);

    // How the type of an import batch reads is documented nowhere; New-MigrationBatch calls it PST. [inferred]
    private static bool IsImport(string? type) => type?.IndexOf("PST", StringComparison.OrdinalIgnoreCase) >= 0;

    /// <summary>A line to paste: made of the key and fixed words, never of text of the tenant.</summary>
    private string Command(Guid exchangeGuid, IEnumerable<ArchivingSetting> held) =>
        "Set-" + (prefix.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9')) ? prefix : "") + "Mailbox -Identity " + exchangeGuid
        + string.Concat(held.Select(setting => " -" + setting + (setting == ArchivingSetting.AutoArchivingEnabled ? " $true" : " $false")));
}
