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
        await using var server = await LabServer.StartAsync(new TenantBuilder().Migrating(2).Build());
        var loaded = new List<string>();
        var thread = Environment.CurrentManagedThreadId;
        void Note(object? sender, AssemblyLoadEventArgs load)
        {
            // Other tests load what they like on their own threads.
            if (Environment.CurrentManagedThreadId == thread && !load.LoadedAssembly.IsDynamic)
            {
                loaded.Add(load.LoadedAssembly.Location);
            }
        }

        AppDomain.CurrentDomain.AssemblyLoad += Note;
        try
        {
            using var engine = Engine.Start(withModule: false, onThisThread: true);
            engine.Run("param($module, $lab, $uri) Import-Module $module; Import-Module $lab; Connect-LabExchange $uri", Engine.ModuleManifest, StagedModules.Exchange, server.Uri);
            engine.Run(
                "param($journal) Test-ArchiveMigrationConflict | Suspend-ConflictingArchivePolicy -JournalPath $journal; Get-ArchivePolicySuspension -JournalPath $journal; "
                + "Resume-ConflictingArchivePolicy -Force -JournalPath $journal; Export-ArchiveSafetySnapshot ($journal + '.snapshot')",
                TestProcess.NewPath("journal.jsonl"));
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyLoad -= Note;
        }

        Assert.DoesNotContain(loaded, path => path.StartsWith(StagedModules.Product, StringComparison.Ordinal) && !IsOwn(Path.GetFileNameWithoutExtension(path)));
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("netstandard2.0")]
    public void The_module_itself_refers_to_nothing_but_its_own_the_engine_and_what_is_in_the_box(string framework)
    {
        string[] files = [Path.Combine(StagedModules.Product, "ExchangeArchiveSafety.dll"), .. Directory.GetFiles(Path.Combine(StagedModules.Product, framework), "*.dll")];
        var box = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        Assert.All(files, file => Assert.True(IsOwn(Path.GetFileNameWithoutExtension(file)), file));

        foreach (var file in files)
        {
            using var reader = new System.Reflection.PortableExecutable.PEReader(File.OpenRead(file));
            var metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(reader);
            var names = metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name));
            Assert.All(names, name => Assert.True(IsOwn(name) || name == "System.Management.Automation" || File.Exists(Path.Combine(box, name + ".dll")), file + " refers to " + name));
        }
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

    private static bool IsOwn(string name) => name == "ExchangeArchiveSafety" || name.StartsWith("ExchangeArchiveSafety.", StringComparison.Ordinal);
}
