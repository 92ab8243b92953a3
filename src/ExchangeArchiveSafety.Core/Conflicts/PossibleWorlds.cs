namespace ExchangeArchiveSafety.Conflicts;

/// <summary>The facts that a verdict rests on, apart from the migration.</summary>
internal enum VerdictFact
{
    Archive,
    PolicyTag,
    OptionalTag,
    AutoArchivingLevel,
    AutoArchivingOff,
    RetentionHold,
    MailboxProcessingDisabled,
    OrganizationProcessingDisabled,
    PurviewHold,
    AssistantGoesOn,
}

/// <summary>
/// Every way the facts could be, given what is known: one value for a known fact, all values for an unknown one. The verdict holds only if it is the same
/// in each of these worlds; a fact matters only if changing it alone changes the verdict in one of them.
/// </summary>
internal sealed class PossibleWorlds
{
    private static readonly int FactCount = Enum.GetValues(typeof(VerdictFact)).Length;
    private static readonly int[] Certain = [0];
    private static readonly int[] False = [0];
    private static readonly int[] True = [1];
    private static readonly int[] Either = [0, 1];

    private readonly MigrationActivity _migration;
    private readonly int[][] _values;
    private AutoArchivingLevel _goesOnUpTo = AutoArchivingLevel.Acts;
    private JudgedFacts[]? _worlds;
    private ConflictState[]? _verdicts;

    public PossibleWorlds(MigrationActivity migration)
    {
        _migration = migration;
        _values = new int[FactCount][];
        for (var i = 0; i < FactCount; i++)
        {
            _values[i] = Certain;
        }
    }

    /// <summary>Sets a yes-or-no fact; null is unknown.</summary>
    public void Set(VerdictFact fact, bool? value) => _values[(int)fact] = value is null ? Either : value.Value ? True : False;

    /// <summary>Sets how full the mailbox may be.</summary>
    public void Set(params AutoArchivingLevel[] levels) => _values[(int)VerdictFact.AutoArchivingLevel] = [.. levels.Select(level => (int)level).Distinct()];

    /// <summary>Sets what the retention hold may do.</summary>
    public void Set(params HoldWindow[] windows) => _values[(int)VerdictFact.RetentionHold] = [.. windows.Select(window => (int)window).Distinct()];

    /// <summary>Says that the assistant does not archive on in a mailbox that is fuller: a size that is not known can excuse its silence only where it is small.</summary>
    public void GoesOnOnlyUpTo(AutoArchivingLevel level) => _goesOnUpTo = level;

    /// <summary>The verdict, <see cref="ConflictState.Indeterminate"/> where the worlds differ.</summary>
    public ConflictState Verdict()
    {
        var verdicts = Verdicts();
        return Array.TrueForAll(verdicts, verdict => verdict == verdicts[0]) ? verdicts[0] : ConflictState.Indeterminate;
    }

    /// <summary>Whether every world is out of danger, also where the verdict is open since some are Safe and some Mitigated.</summary>
    public bool CannotConflict => Array.TrueForAll(Verdicts(), verdict => verdict is ConflictState.Safe or ConflictState.Mitigated);

    /// <summary>Whether this is so in every world.</summary>
    public bool Always(Predicate<JudgedFacts> isSo) => Array.TrueForAll(Worlds(), isSo);

    /// <summary>Whether this is so in no world.</summary>
    public bool Never(Predicate<JudgedFacts> isSo) => !Array.Exists(Worlds(), isSo);

    /// <summary>Whether knowing this fact could change the verdict.</summary>
    public bool Matters(VerdictFact fact)
    {
        var options = _values[(int)fact].Length;
        if (options == 1)
        {
            return false;
        }

        var verdicts = Verdicts();
        var stride = 1;
        for (var i = 0; i < (int)fact; i++)
        {
            stride *= _values[i].Length;
        }

        for (var world = 0; world < verdicts.Length; world++)
        {
            var option = world / stride % options;
            if (option > 0 && verdicts[world] != verdicts[world - (option * stride)])
            {
                return true;
            }
        }

        return false;
    }

    private ConflictState[] Verdicts()
    {
        if (_verdicts is not null)
        {
            return _verdicts;
        }

        var worlds = Worlds();
        var verdicts = new ConflictState[worlds.Length];
        for (var i = 0; i < worlds.Length; i++)
        {
            verdicts[i] = Judgement.Decide(_migration, worlds[i]);
        }

        return _verdicts = verdicts;
    }

    private JudgedFacts[] Worlds()
    {
        if (_worlds is not null)
        {
            return _worlds;
        }

        var count = 1;
        foreach (var values in _values)
        {
            count *= values.Length;
        }

        var worlds = new JudgedFacts[count];
        var world = new int[FactCount];
        for (var i = 0; i < count; i++)
        {
            var rest = i;
            for (var fact = 0; fact < FactCount; fact++)
            {
                world[fact] = _values[fact][rest % _values[fact].Length];
                rest /= _values[fact].Length;
            }

            // A world that cannot be is replaced by one that can, so that each keeps its place.
            var level = (AutoArchivingLevel)world[(int)VerdictFact.AutoArchivingLevel];
            worlds[i] = new(
                Is(world, VerdictFact.Archive),
                Is(world, VerdictFact.PolicyTag),
                Is(world, VerdictFact.OptionalTag),
                level,
                Is(world, VerdictFact.AutoArchivingOff),
                (HoldWindow)world[(int)VerdictFact.RetentionHold],
                Is(world, VerdictFact.MailboxProcessingDisabled),
                Is(world, VerdictFact.OrganizationProcessingDisabled),
                Is(world, VerdictFact.PurviewHold),
                Is(world, VerdictFact.AssistantGoesOn) && level <= _goesOnUpTo);
        }

        return _worlds = worlds;
    }

    private static bool Is(int[] world, VerdictFact fact) => world[(int)fact] == 1;
}
