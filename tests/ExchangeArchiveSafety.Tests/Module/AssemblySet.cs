using System.Reflection;
using System.Reflection.Metadata;

namespace ExchangeArchiveSafety.Tests.Module;

/// <summary>A reference of a shipped assembly that leads nowhere.</summary>
/// <param name="From">The assembly.</param>
/// <param name="Where">The type in it whose code refers; empty where only a signature does, or the assembly as such.</param>
/// <param name="What">What is not there.</param>
internal sealed record MissingReference(string From, string Where, string What);

/// <summary>The assemblies of an edition, read and not loaded, beside those of the framework that it runs on.</summary>
internal sealed class AssemblySet
{
    private readonly Dictionary<string, ReadAssembly> _own;
    private readonly Dictionary<string, ReadAssembly> _framework;
    private readonly Version _newest;

    private AssemblySet(Dictionary<string, ReadAssembly> own, Dictionary<string, ReadAssembly> framework, Version newest)
    {
        _own = own;
        _framework = framework;
        _newest = newest;
    }

    public IEnumerable<ReadAssembly> Assemblies => _own.Values;

    /// <summary>The assemblies in the folder of an edition, on .NET 8 or on the .NET Framework of Windows PowerShell.</summary>
    public static AssemblySet Of(string edition)
    {
        var (root, newest) = edition == "net8.0"
            ? (Path.GetDirectoryName(typeof(object).Assembly.Location)!, new Version(8, 0, 0, 0))
            : (typeof(AssemblySet).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(named => named.Key == "NETFramework").Value!, new Version(4, 9, 0, 0));
        return new(Read(FilesOf(edition)), Read(Directory.GetFiles(root, "*.dll", SearchOption.AllDirectories)), newest);
    }

    /// <summary>The assembly of the cmdlets, which both editions load, and those in the folder of one.</summary>
    public static IReadOnlyList<string> FilesOf(string edition) =>
        [Path.Combine(StagedModules.Product, "ExchangeArchiveSafety.dll"), .. Directory.GetFiles(Path.Combine(StagedModules.Product, edition), "*.dll", SearchOption.AllDirectories)];

    public AssemblySet Without(string name) => new(_own.Where(own => own.Key != name).ToDictionary(StringComparer.OrdinalIgnoreCase), _framework, _newest);

    public IEnumerable<MissingReference> Missing(ReadAssembly assembly)
    {
        var metadata = assembly.Metadata;
        var users = new Lazy<ILookup<EntityHandle, string>>(assembly.Users);
        foreach (var handle in metadata.AssemblyReferences)
        {
            var reference = metadata.GetAssemblyReference(handle);
            var name = metadata.GetString(reference.Name);
            var there = _own.TryGetValue(name, out var shipped) ? shipped.Version : _framework.TryGetValue(name, out var box) && box.Version < _newest ? box.Version : _newest;
            if (there < reference.Version)
            {
                yield return new(assembly.Name, "", $"{name} {reference.Version}, and {there} is there");
            }
        }

        foreach (var handle in metadata.TypeReferences)
        {
            if (Resolve(metadata, handle) is null && !IsTheSessions(metadata, handle))
            {
                foreach (var user in users.Value[handle].DefaultIfEmpty(""))
                {
                    yield return new(assembly.Name, user, ReadAssembly.NameOf(metadata, handle) + " of " + Scope(metadata, handle));
                }
            }
        }

        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (assembly.TypeOf(member.Parent) is { IsNil: false } parent && Resolve(metadata, parent) is { } type && !Has(type, metadata.GetString(member.Name)))
            {
                yield return new(assembly.Name, users.Value[handle].FirstOrDefault(""), ReadAssembly.NameOf(metadata, parent) + "." + metadata.GetString(member.Name));
            }
        }
    }

    private static Dictionary<string, ReadAssembly> Read(IEnumerable<string> files) =>
        files.Select(ReadAssembly.Open).OfType<ReadAssembly>().GroupBy(assembly => assembly.Name).ToDictionary(same => same.Key, same => same.First(), StringComparer.OrdinalIgnoreCase);

    private static bool IsTheSessions(MetadataReader metadata, TypeReferenceHandle handle) => Scope(metadata, handle) == "System.Management.Automation";

    private static string Scope(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var scope = metadata.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => Scope(metadata, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => "",
        };
    }

    private (ReadAssembly Assembly, TypeDefinition Type)? Resolve(MetadataReader metadata, TypeReferenceHandle handle) => Find(Scope(metadata, handle), ReadAssembly.NameOf(metadata, handle), 0);

    // Follows types to where they were forwarded.
    private (ReadAssembly Assembly, TypeDefinition Type)? Find(string assemblyName, string typeName, int depth)
    {
        if (depth > 8 || (_own.GetValueOrDefault(assemblyName) ?? _framework.GetValueOrDefault(assemblyName)) is not { } assembly)
        {
            return null;
        }

        return assembly.Types.TryGetValue(typeName, out var type) ? (assembly, assembly.Metadata.GetTypeDefinition(type))
            : assembly.Forwards.TryGetValue(typeName.Split('+')[0], out var to) ? Find(to, typeName, depth + 1)
            : null;
    }

    private bool Has((ReadAssembly Assembly, TypeDefinition Type) where, string member)
    {
        var metadata = where.Assembly.Metadata;
        if (where.Type.GetMethods().Any(method => metadata.StringComparer.Equals(metadata.GetMethodDefinition(method).Name, member))
            || where.Type.GetFields().Any(field => metadata.StringComparer.Equals(metadata.GetFieldDefinition(field).Name, member)))
        {
            return true;
        }

        var parents = where.Type.GetInterfaceImplementations().Select(implementation => metadata.GetInterfaceImplementation(implementation).Interface).Append(where.Type.BaseType).Where(parent => !parent.IsNil);
        return parents.Any(parent => parent.Kind == HandleKind.TypeDefinition
            ? Has((where.Assembly, metadata.GetTypeDefinition((TypeDefinitionHandle)parent)), member)
            : where.Assembly.TypeOf(parent) is { IsNil: false } reference ? Resolve(metadata, reference) is not { } found || Has(found, member)
            : parent.Kind != HandleKind.TypeSpecification || where.Assembly.DefinitionOf(parent) is not { } own || Has((where.Assembly, metadata.GetTypeDefinition(own)), member));
    }
}
