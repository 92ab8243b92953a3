using System.Management.Automation.Runspaces;
using System.Reflection;

namespace ExchangeArchiveSafety.Tests.Module;

/// <summary>What cmdlets have in common is declared once, and near them.</summary>
public class BaseTests
{
    private static readonly string[] SameIdentity = ["Test-ArchiveMigrationConflict", "Resume-ConflictingArchivePolicy", "Get-ArchivePolicySuspension"];

    [Fact]
    public void At_most_two_classes_stand_between_a_cmdlet_and_the_engine()
    {
        using var engine = Engine.Start();
        var commands = Commands(engine);
        Assert.NotEmpty(commands);
        foreach (var command in commands)
        {
            var tiers = 0;
            for (var type = command.ImplementingType.BaseType; type != typeof(PSCmdlet); type = type.BaseType)
            {
                Assert.NotNull(type);
                tiers++;
            }

            Assert.InRange(tiers, 0, 2);
        }
    }

    [Fact]
    public void Mailboxes_are_named_in_one_way()
    {
        using var engine = Engine.Start();
        var commands = Commands(engine).ToDictionary(command => command.Name);

        Assert.Single(SameIdentity.Select(name => commands[name].ImplementingType.GetProperty("Identity")!.DeclaringType).Distinct());
        foreach (var name in SameIdentity.Append("Suspend-ConflictingArchivePolicy"))
        {
            var identity = commands[name].Parameters["Identity"];
            var parameter = Assert.Single(identity.Attributes.OfType<ParameterAttribute>());
            Assert.Equal(["PrimarySmtpAddress", "UserPrincipalName", "EmailAddress", "ExchangeGuid"], identity.Aliases);
            Assert.Equal((0, true, true), (parameter.Position, parameter.ValueFromPipeline, parameter.ValueFromPipelineByPropertyName));
            Assert.Equal(name == "Suspend-ConflictingArchivePolicy", parameter.Mandatory);
        }
    }

    [Fact]
    public void Every_cmdlet_that_writes_declares_first_what_its_objects_are_in_the_pipeline()
    {
        using var engine = Engine.Start();
        var commands = Commands(engine).Where(command => command.Name != "Disconnect-ArchiveSafetyGraph").ToList();
        var declaredIn = commands[0].ImplementingType.Assembly.GetType("ExchangeArchiveSafety.PipelineProperties", throwOnError: true)!
            .GetField("DeclaredIn", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
        var (remove, find) = (declaredIn.GetType().GetMethod("Remove", [typeof(Runspace)])!, declaredIn.GetType().GetMethod("TryGetValue")!);
        var before = Runspace.DefaultRunspace;
        Runspace.DefaultRunspace = engine.Runspace;
        try
        {
            foreach (var type in commands.Select(command => command.ImplementingType))
            {
                _ = remove.Invoke(declaredIn, [engine.Runspace]);
                var begin = type.GetMethod("BeginProcessing", BindingFlags.NonPublic | BindingFlags.Instance)!;
                _ = Record.Exception(() => begin.Invoke(Activator.CreateInstance(type), null));
                Assert.True((bool)find.Invoke(declaredIn, [engine.Runspace, null])!, type.Name);
            }
        }
        finally
        {
            Runspace.DefaultRunspace = before;
        }
    }

    private static List<CmdletInfo> Commands(Engine engine) =>
        [.. engine.Run("Get-Command -Module ExchangeArchiveSafety -CommandType Cmdlet").Select(command => (CmdletInfo)command.BaseObject)];
}
