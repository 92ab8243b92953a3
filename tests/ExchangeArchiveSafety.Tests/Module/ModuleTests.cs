using System.Reflection;

namespace ExchangeArchiveSafety.Tests.Module;

public class ModuleTests
{
    private static readonly string[] Cmdlets =
        ["Export-ArchiveSafetySnapshot", "Get-ArchivePolicySuspension", "Resume-ConflictingArchivePolicy", "Suspend-ConflictingArchivePolicy", "Test-ArchiveMigrationConflict"];

    [Fact]
    public void What_the_manifest_names_is_what_is_exported()
    {
        using var engine = Engine.Start();

        var module = (PSModuleInfo)Assert.Single(engine.Run("Get-Module ExchangeArchiveSafety")).BaseObject;
        var built = module.ImplementingAssembly ?? module.NestedModules.Select(nested => nested.ImplementingAssembly).First(assembly => assembly is not null);
        var written = built.GetExportedTypes()
            .Select(type => type.GetCustomAttribute<CmdletAttribute>())
            .OfType<CmdletAttribute>()
            .Select(cmdlet => cmdlet.VerbName + "-" + cmdlet.NounName);

        Assert.Empty(Cmdlets.Except(module.ExportedCmdlets.Keys));
        Assert.Equal(written.Order(), module.ExportedCmdlets.Keys.Order());
        Assert.Empty(module.ExportedFunctions);
        Assert.Empty(module.ExportedVariables);
        Assert.All(module.ExportedCmdlets.Values, cmdlet => Assert.Equal(CommandTypes.Cmdlet, cmdlet.CommandType));
    }

    [Fact]
    public async Task Importing_judging_and_suspending_load_no_assembly_that_is_not_the_modules_own()
    {
        await using var session = await LabSession.StartAsync(new TenantBuilder().Migrating(2).Build());
        session.TryJournal("Test-ArchiveMigrationConflict | Suspend-ConflictingArchivePolicy -JournalPath $Journal; Get-ArchivePolicySuspension -JournalPath $Journal; Resume-ConflictingArchivePolicy -Force -JournalPath $Journal").Clean();

        // What the engine, the runtime, the lab and the tests bring lies elsewhere; Connectors may come from other tests of this process.
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var foreign = AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => !assembly.IsDynamic && assembly.Location.Length > 0)
            .Where(assembly => !assembly.Location.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal))
            .Where(assembly => Path.GetDirectoryName(Path.GetDirectoryName(assembly.Location)) is { } folder && !framework.StartsWith(Path.GetDirectoryName(folder)!, StringComparison.Ordinal))
            .Select(assembly => assembly.GetName().Name!);
        Assert.Empty(foreign.Except(["ExchangeArchiveSafety", "ExchangeArchiveSafety.Core", "ExchangeArchiveSafety.Connectors", "ExchangeArchiveSafety.Lab.Exchange"]));

        var own = AppDomain.CurrentDomain.GetAssemblies().First(assembly => assembly.GetName().Name == "ExchangeArchiveSafety");
        Assert.DoesNotContain(own.GetReferencedAssemblies(), name => name.Name!.StartsWith("Azure", StringComparison.Ordinal) || name.Name.StartsWith("Microsoft.Graph", StringComparison.Ordinal));
    }

    [Fact]
    public void Importing_twice_and_removing_leave_no_trace_in_the_session()
    {
        using var engine = Engine.Start();

        engine.Run("param($path) Import-Module $path; Import-Module $path -Force", Engine.ModuleManifest);
        engine.Run("Remove-Module ExchangeArchiveSafety");

        Assert.Empty(engine.Run("Get-Command Test-ArchiveMigrationConflict -ErrorAction Ignore"));
    }

    [Fact]
    public void Importing_needs_no_session_and_says_nothing()
    {
        using var engine = Engine.Start(withHost: true, withModule: false);

        var outcome = engine.Try("param($path) Import-Module $path", Engine.ModuleManifest).Clean();

        Assert.Empty(outcome.Output);
        Assert.Empty(outcome.Warnings);
        Assert.Empty(engine.Host.Text);
    }

    [Theory]
    [InlineData("Suspend-ConflictingArchivePolicy")]
    [InlineData("Resume-ConflictingArchivePolicy")]
    public void Writers_take_WhatIf_and_Confirm_and_do_not_ask_unless_told(string cmdlet)
    {
        using var engine = Engine.Start();

        var type = ((CmdletInfo)engine.Run("param($name) Get-Command $name", cmdlet)[0].BaseObject).ImplementingType;

        var attribute = type.GetCustomAttribute<CmdletAttribute>()!;
        Assert.True(attribute.SupportsShouldProcess);
        Assert.Equal(ConfirmImpact.Medium, attribute.ConfirmImpact);
    }

    [Fact]
    public void Readers_do_not_pretend_to_change_anything()
    {
        using var engine = Engine.Start();

        foreach (var cmdlet in (string[])["Test-ArchiveMigrationConflict", "Get-ArchivePolicySuspension"])
        {
            var parameters = ((CmdletInfo)engine.Run("param($name) Get-Command $name", cmdlet)[0].BaseObject).Parameters;
            Assert.DoesNotContain("WhatIf", parameters.Keys);
            Assert.Contains("AsOf", parameters.Keys);
        }
    }
}
