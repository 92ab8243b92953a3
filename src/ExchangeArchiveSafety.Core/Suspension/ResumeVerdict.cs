namespace ExchangeArchiveSafety.Suspension;

/// <summary>What came of a resumption. Pure.</summary>
internal sealed class ResumeVerdict
{
    /// <summary>Judges a resumption.</summary>
    /// <param name="open">The suspension before it.</param>
    /// <param name="plan">What was to be done.</param>
    /// <param name="readBack">The mailbox as it was read last; null where it could not be read after a change.</param>
    /// <param name="error">What stopped it; null where nothing did.</param>
    public ResumeVerdict(JournaledSuspension open, ResumePlan plan, Mailbox? readBack, Exception? error)
    {
        Error = error;
        After = readBack is null ? null : ArchivingSettings.Of(readBack);
        Restored = After is null ? [.. plan.AlreadyBack.Where(setting => !plan.Steps.Any(step => step.Has(setting)))] : ResumePlan.Back(open, After);
        var left = open.Before.Known.Except(Restored).ToList();
        var failed = left.Except(plan.LeftAlone).Except(plan.Unseen).ToList();
        Drift = [.. plan.Drift.Where(drift => !Restored.Contains(drift.Setting))];
        IsClosed = left.Count == 0;
        Status = IsClosed ? SuspensionStatus.Resumed
            : readBack is null ? SuspensionStatus.Unverified
            : Restored.Count > 0 ? SuspensionStatus.PartlyResumed
            : Drift.Count > 0 && failed.Count == 0 ? SuspensionStatus.Drifted
            : error is null ? SuspensionStatus.Unverified
            : SuspensionStatus.Failed;
        ErrorId = Status switch
        {
            SuspensionStatus.Resumed => null,
            SuspensionStatus.Drifted => ErrorIds.SettingsDrifted,
            SuspensionStatus.PartlyResumed when failed.Count == 0 => Drift.Count > 0 ? ErrorIds.SettingsDrifted : ErrorIds.ResumeUnverified,
            SuspensionStatus.Unverified => ErrorIds.ResumeUnverified,
            _ => ErrorIds.ResumeFailed,
        };
        Why = string.Join(" ", Reasons(open, plan, left, failed));
    }

    public SuspensionStatus Status { get; }

    public string Why { get; }

    /// <summary>The stable error id; null where there is no error.</summary>
    public string? ErrorId { get; }

    public Exception? Error { get; }

    /// <summary>The settings as they were read last; null where they were not.</summary>
    public ArchivingSettings? After { get; }

    /// <summary>The settings that are back.</summary>
    public IReadOnlyList<ArchivingSetting> Restored { get; }

    public IReadOnlyList<SettingDrift> Drift { get; }

    /// <summary>Whether nothing is left to restore.</summary>
    public bool IsClosed { get; }

    private IEnumerable<string> Reasons(JournaledSuspension open, ResumePlan plan, List<ArchivingSetting> left, List<ArchivingSetting> failed)
    {
        if (IsClosed)
        {
            yield return plan.Steps.Count == 0 ? CoreMessages.ReasonAlreadyBack : CoreMessages.ReasonRestored;
        }
        else if (Restored.Count > 0)
        {
            yield return DisplayText.Sentence(CoreMessages.ReasonPartly, open.Before.Only(Restored));
        }

        foreach (var sentence in SettingDrift.Sentences(Drift, plan.LeftAlone))
        {
            yield return sentence;
        }

        foreach (var setting in plan.Unseen.Intersect(left))
        {
            yield return DisplayText.Sentence(CoreMessages.ReasonPropertyMissing, setting);
        }

        if (After is null || failed.Count > 0)
        {
            yield return After is null ? DisplayText.Sentence(CoreMessages.ReasonNotReadBack, Error?.Message)
                : Error is not null ? DisplayText.Sentence(CoreMessages.ReasonFailed, Error.Message)
                : DisplayText.Sentence(CoreMessages.ReasonNotSeen, After.Only(failed));
        }
    }
}
