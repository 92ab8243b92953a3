using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.Loader;

namespace ExchangeArchiveSafety.Tests.Module;

/// <summary>The cmdlets are one assembly for both editions of PowerShell, loaded before Core is, and working with either build of it.</summary>
public sealed class OneAssemblyTests
{
    /// <summary>An import asks for the public types, and only then runs what loads Core.</summary>
    [Fact]
    public void Public_types_are_there_without_Core()
    {
        var alone = new WithoutCore();
        try
        {
            var types = alone.LoadFromAssemblyPath(Path.Combine(StagedModules.Product, "ExchangeArchiveSafety.dll")).GetExportedTypes();

            Assert.Contains(types, type => type.Name == "FindArchiveDuplicatesCommand");
            Assert.Contains(types, type => type.Name == "ModuleAssemblies");
            _ = Assert.ThrowsAny<Exception>(() => types.Single(type => type.Name == "FindArchiveDuplicatesCommand").GetProperty("Keep")!.PropertyType);
        }
        finally
        {
            alone.Unload();
        }
    }

    /// <summary>Compiled against the build for Windows PowerShell, the cmdlets find each member of it in the other: also where only the marker of an init-only property differs.</summary>
    [Fact]
    public void Both_builds_of_Core_have_the_same_signatures()
    {
        var desktop = Signatures("netstandard2.0");
        var core = Signatures("net8.0");

        // The copy of a record is found in the record that it derives from, where it returns that.
        Assert.Equal([], desktop.Except(core).Where(signature => !signature.Contains(".<Clone>$", StringComparison.Ordinal)));
        Assert.Contains(desktop, signature => signature.Contains("DuplicateSearchOptions.set_", StringComparison.Ordinal) && signature.Contains("(own)IsExternalInit", StringComparison.Ordinal));
    }

    private static HashSet<string> Signatures(string edition)
    {
        var metadata = ReadAssembly.Open(Path.Combine(StagedModules.Product, edition, "ExchangeArchiveSafety.Core.dll"))!.Metadata;
        var names = new SignatureNames();
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in metadata.TypeDefinitions.Where(handle => IsVisible(metadata, handle)))
        {
            var owner = names.GetTypeFromDefinition(metadata, type, 0);
            foreach (var handle in metadata.GetTypeDefinition(type).GetMethods())
            {
                var method = metadata.GetMethodDefinition(handle);
                if ((method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem)
                {
                    var signature = method.DecodeSignature(names, null);
                    _ = found.Add($"{owner}.{metadata.GetString(method.Name)}`{signature.GenericParameterCount}({string.Join(", ", signature.ParameterTypes)}) {signature.ReturnType}");
                }
            }
        }

        return found;
    }

    private static bool IsVisible(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic => IsVisible(metadata, type.GetDeclaringType()),
            _ => false,
        };
    }

    private sealed class WithoutCore() : AssemblyLoadContext("without Core", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name == "ExchangeArchiveSafety.Core" ? throw new FileNotFoundException(assemblyName.FullName) : null;
    }

    // Types of the framework by name, whichever assembly has them there; our own apart from those.
    private sealed class SignatureNames : ISignatureTypeProvider<string, object?>
    {
        public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{shape.Rank}]";

        public string GetByReferenceType(string elementType) => elementType + "&";

        public string GetFunctionPointerType(MethodSignature<string> signature) => "pointer";

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(", ", typeArguments)}>";

        public string GetGenericMethodParameter(object? genericContext, int index) => "!!" + index;

        public string GetGenericTypeParameter(object? genericContext, int index) => "!" + index;

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => $"{unmodifiedType} {(isRequired ? "modreq" : "modopt")} {modifier}";

        public string GetPinnedType(string elementType) => elementType;

        public string GetPointerType(string elementType) => elementType + "*";

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
        {
            var type = reader.GetTypeDefinition(handle);
            var outer = type.GetDeclaringType();
            return (outer.IsNil ? "(own)" : GetTypeFromDefinition(reader, outer, rawTypeKind) + "+") + reader.GetString(type.Name);
        }

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => ReadAssembly.NameOf(reader, handle);

        public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
    }
}
