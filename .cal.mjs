const {loadUsableKnowledge}=await import('./dist/src/knowledge/loadKnowledge.js');
const {openIndex}=await import('./dist/src/retrieval/openIndex.js');
const k=await loadUsableKnowledge(process.argv[2]);
const t=performance.now();
const i=await openIndex({root:'/tmp/idxcal',knowledge:k,external:undefined,now:()=>new Date(),newId:()=>'x'+process.pid});
console.log('open ms',performance.now()-t);
for(const [name,l] of [['in',k.calibration.inScope],['out',k.calibration.outOfScope]]){console.log('==',name);for(const q of l){const r=await i.search(q);console.log(r.certainty.toFixed(2),r.candidates[0].article.padEnd(28),q)}}
