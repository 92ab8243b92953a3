using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace ExchangeArchiveSafety;

/// <summary>
/// Properties of written objects as the pipeline has them: times that write themselves with Z (<see cref="UtcTime"/>), and enumerations that are saved by name. In code they
/// stay what they are, and so does what ConvertTo-Json makes of them. No script properties: those cannot be read where no runspace is, as in a program that hosts PowerShell.
/// </summary>
public static class PipelineProperties
{
    private static readonly ConditionalWeakTable<Runspace, Mark> DeclaredIn = new();

    // Properties that are declared so come first in what is exported, so whatever tells whose row it is is declared before the times.
    private static readonly (Type Type, string[] Names)[] Declared =
    [
        (typeof(ArchiveMigrationConflict), [nameof(Identity), nameof(EvaluatedAtUtc)]),
        (typeof(ArchiveForecast), [nameof(Identity), nameof(BeginsAtUtc), nameof(ArchiveFullFromUtc)]),
        (typeof(ArchiveForecastWeek), [nameof(Week), nameof(EndsAtUtc)]),
        (typeof(ArchivePolicySuspension), [nameof(Identity), nameof(SuspendedAtUtc)]),
        (typeof(LeftoverHold), [nameof(Identity), nameof(SinceUtc)]),
        (typeof(ArchiveMigrationHistory),
            [nameof(Identity), nameof(FirstSeenUtc), nameof(LastSeenUtc), nameof(VanishedSinceUtc), nameof(LastSyncUtc), nameof(EndFirstSeenUtc)]),
        (typeof(ArchiveSafetyGuardPass), [nameof(StartedAtUtc), nameof(EndedAtUtc)]),
        (typeof(GuardChange), [nameof(Identity), nameof(AtUtc)]),
        (typeof(GuardWait), [nameof(Identity), nameof(UntilUtc)]),
        (typeof(StatusChange), [nameof(AtUtc), nameof(LastSeenUtc)]),
        (typeof(ObservedLoop), [nameof(RunUtc)]),
        (typeof(RememberedSuspension), [nameof(SuspendedAtUtc), nameof(InForceSinceUtc), nameof(EndedUtc)]),
        (typeof(ArchivingSettings), [nameof(StartDateForRetentionHold), nameof(EndDateForRetentionHold)]),
        (typeof(SettingDrift), [nameof(Setting), nameof(Before), nameof(After), nameof(Current)]),
        (typeof(ArchiveDuplicateItem), [nameof(Mailbox), nameof(SentUtc), nameof(ReceivedUtc), nameof(CreatedUtc), nameof(LastModifiedUtc)]),
        (typeof(MailItem), [nameof(Mailbox), nameof(SentUtc), nameof(ReceivedUtc), nameof(CreatedUtc), nameof(LastModifiedUtc)]),
        (typeof(ArchiveDuplicateRemovalSummary), [nameof(Mailbox), nameof(UndoLastsUntilUtc)]),
        (typeof(ArchiveQuarantineItem), [nameof(Mailbox), nameof(SentUtc), nameof(SavedAtUtc), nameof(RemovedAtUtc), nameof(RestoredAtUtc)]),
        (typeof(ArchiveDuplicateRemoval), [nameof(Mailbox), nameof(RemovedAtUtc)]),
        (typeof(GraphConnectionInfo), [nameof(GraphEndpoint), nameof(TokenExpiresUtc)]),
    ];

    /// <summary>Types and names of what is declared, as <c>Type.Property</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Declared.SelectMany(one => one.Names.Select(name => one.Type.FullName + "." + name))];

    /// <summary>Whose row it is.</summary>
    /// <param name="written">The object.</param>
    public static object? Identity(PSObject written) => Value(written, nameof(Identity));

    /// <inheritdoc cref="Identity"/>
    public static object? Mailbox(PSObject written) => Value(written, nameof(Mailbox));

    /// <inheritdoc cref="Identity"/>
    public static object? Week(PSObject written) => Value(written, nameof(Week));

    /// <inheritdoc cref="Identity"/>
    public static object? Setting(PSObject written) => Value(written, nameof(Setting));

    /// <inheritdoc cref="Identity"/>
    public static object? GraphEndpoint(PSObject written) => Value(written, nameof(GraphEndpoint));

    /// <summary>A time.</summary>
    /// <param name="written">The object.</param>
    public static object? EvaluatedAtUtc(PSObject written) => Value(written, nameof(EvaluatedAtUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? BeginsAtUtc(PSObject written) => Value(written, nameof(BeginsAtUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? EndsAtUtc(PSObject written) => Value(written, nameof(EndsAtUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? ArchiveFullFromUtc(PSObject written) => Value(written, nameof(ArchiveFullFromUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? SuspendedAtUtc(PSObject written) => Value(written, nameof(SuspendedAtUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? StartDateForRetentionHold(PSObject written) => Value(written, nameof(StartDateForRetentionHold));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? EndDateForRetentionHold(PSObject written) => Value(written, nameof(EndDateForRetentionHold));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? SinceUtc(PSObject written) => Value(written, nameof(SinceUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? SentUtc(PSObject written) => Value(written, nameof(SentUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? ReceivedUtc(PSObject written) => Value(written, nameof(ReceivedUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? CreatedUtc(PSObject written) => Value(written, nameof(CreatedUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? LastModifiedUtc(PSObject written) => Value(written, nameof(LastModifiedUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? RemovedAtUtc(PSObject written) => Value(written, nameof(RemovedAtUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? UndoLastsUntilUtc(PSObject written) => Value(written, nameof(UndoLastsUntilUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? SavedAtUtc(PSObject written) => Value(written, nameof(SavedAtUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? RestoredAtUtc(PSObject written) => Value(written, nameof(RestoredAtUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? TokenExpiresUtc(PSObject written) => Value(written, nameof(TokenExpiresUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? FirstSeenUtc(PSObject written) => Value(written, nameof(FirstSeenUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? LastSeenUtc(PSObject written) => Value(written, nameof(LastSeenUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? VanishedSinceUtc(PSObject written) => Value(written, nameof(VanishedSinceUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? LastSyncUtc(PSObject written) => Value(written, nameof(LastSyncUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? EndFirstSeenUtc(PSObject written) => Value(written, nameof(EndFirstSeenUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? StartedAtUtc(PSObject written) => Value(written, nameof(StartedAtUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? EndedAtUtc(PSObject written) => Value(written, nameof(EndedAtUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? UntilUtc(PSObject written) => Value(written, nameof(UntilUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? AtUtc(PSObject written) => Value(written, nameof(AtUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? RunUtc(PSObject written) => Value(written, nameof(RunUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? InForceSinceUtc(PSObject written) => Value(written, nameof(InForceSinceUtc));

    /// <inheritdoc cref="EvaluatedAtUtc"/>
    public static object? EndedUtc(PSObject written) => Value(written, nameof(EndedUtc));

    /// <summary>A value of a setting, which may be a time.</summary>
    /// <param name="written">The object.</param>
    public static object? Before(PSObject written) => Value(written, nameof(Before));

    /// <inheritdoc cref="Before"/>
    public static object? After(PSObject written) => Value(written, nameof(After));

    /// <inheritdoc cref="Before"/>
    public static object? Current(PSObject written) => Value(written, nameof(Current));

    /// <summary>
    /// Declares them in this runspace, once. Every cmdlet does when it begins, and not the import, which would take a third longer; before the first cmdlet nothing is
    /// written. A type file cannot: it is read before the assembly that it would name is loaded, and reading it alone takes a tenth of the import.
    /// </summary>
    internal static void Declare()
    {
        if (Runspace.DefaultRunspace is not { } here || DeclaredIn.GetOrCreateValue(here).IsSet)
        {
            return;
        }

        DeclaredIn.GetOrCreateValue(here).IsSet = true;
        if (UpdateTypeData() is not { } command)
        {
            return;
        }

        var declared = Declared.Select(one =>
        {
            var type = new TypeData(one.Type);
            foreach (var name in one.Names)
            {
                type.Members.Add(name, new CodePropertyData(name, typeof(PipelineProperties).GetMethod(name)));
            }

            return type;
        });

        // By number Export-Clixml and jobs would save them, and Where-Object State -EQ 'Conflicting' would silently find nothing in what comes back.
        var enumerations = typeof(ConflictState).Assembly.GetExportedTypes().Where(type => type.IsEnum).Select(type => new TypeData(type) { SerializationMethod = "String" });
        using var update = PowerShell.Create(RunspaceMode.CurrentRunspace);
        _ = update.AddCommand(command).AddParameter("TypeData", declared.Concat(enumerations).ToArray()).AddParameter("Force", true).AddParameter("WhatIf", false).AddParameter("Confirm", false)
            .AddParameter("Verbose", false).AddParameter("ErrorAction", ActionPreference.Ignore).Invoke();
    }

    /// <summary>
    /// The cmdlet by its class: looking for it by name loads all of its module, which takes longer than everything else here, and a session may hide it. Null in an engine
    /// without it, which has no Export-Csv either.
    /// </summary>
    private static CmdletInfo? UpdateTypeData()
    {
        var assembly = new AssemblyName(typeof(PSObject).Assembly.FullName!) { Name = "Microsoft.PowerShell.Commands.Utility" };
        return Type.GetType("Microsoft.PowerShell.Commands.UpdateTypeDataCommand, " + assembly.FullName) is { } type ? new("Update-TypeData", type) : null;
    }

    private sealed class Mark
    {
        public bool IsSet { get; set; }
    }

    private static object? Value(PSObject written, string name) =>
        UtcTime.Of(written.BaseObject.GetType().GetProperty(name)!.GetValue(written.BaseObject));
}
